package io.ferrule.policy.toml;

import io.ferrule.policy.BoundedContract;
import io.ferrule.policy.Callback;
import io.ferrule.policy.CallbackRun;
import io.ferrule.policy.Context;
import io.ferrule.policy.ContractPack;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.GuardContract;
import io.ferrule.policy.IndirectContract;
import io.ferrule.policy.LockAcquisition;
import io.ferrule.policy.LockRelease;
import io.ferrule.policy.Ownership;
import io.ferrule.policy.Pattern;
import io.ferrule.policy.Place;
import io.ferrule.policy.ResourceAcquisition;
import io.ferrule.policy.ResourceContract;
import io.ferrule.policy.ResourceEffects;
import io.ferrule.policy.ResourceRelease;
import io.ferrule.policy.SleepCondition;
import io.ferrule.policy.StateEffects;
import io.ferrule.policy.TokenContract;
import io.ferrule.policy.TypePattern;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Writes a contract pack in the form that {@link CompiledPack} reads: a fraction of the time that its TOML takes, and
 * Ferrule reads its packs at every start. The form is private to one build, and has no versions.
 */
final class PackWriter {

    private final DataOutputStream out;

    private PackWriter(DataOutputStream out) {
        this.out = out;
    }

    /** The pack as bytes. */
    static byte[] bytes(ContractPack pack) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new PackWriter(new DataOutputStream(bytes)).write(pack);
        return bytes.toByteArray();
    }

    private void write(ContractPack pack) throws IOException {
        out.writeUTF(pack.name());
        out.writeUTF(pack.digest());
        out.writeInt(pack.functions().size());
        for (FunctionContract contract : pack.functions()) {
            write(contract);
        }
        out.writeInt(pack.indirects().size());
        for (IndirectContract contract : pack.indirects()) {
            out.writeUTF(contract.function().text());
            out.writeUTF(contract.reason());
            write(contract.place());
        }
        out.writeInt(pack.bounded().size());
        for (BoundedContract contract : pack.bounded()) {
            out.writeUTF(contract.function().text());
            out.writeUTF(contract.reason());
            write(contract.place());
        }
        write(pack.ownership());
    }

    private void write(Ownership ownership) throws IOException {
        out.writeInt(ownership.resources().size());
        for (ResourceContract contract : ownership.resources()) {
            out.writeUTF(contract.name());
            out.writeBoolean(contract.kept());
            write(contract.place());
        }
        out.writeInt(ownership.guards().size());
        for (GuardContract contract : ownership.guards()) {
            out.writeUTF(contract.type().text());
            out.writeBoolean(contract.unseen());
            out.writeUTF(contract.reason());
            write(contract.place());
        }
        out.writeInt(ownership.tokens().size());
        for (TokenContract contract : ownership.tokens()) {
            write(contract);
        }
    }

    private void write(TokenContract contract) throws IOException {
        out.writeUTF(contract.type().text());
        out.writeInt(contract.contexts().size());
        for (Context context : contract.contexts()) {
            write(context);
        }
        writeEnum(contract.within());
        out.writeInt(contract.makers().size());
        for (TypePattern maker : contract.makers()) {
            out.writeUTF(maker.text());
        }
        write(contract.place());
    }

    private void write(FunctionContract contract) throws IOException {
        out.writeUTF(contract.match().text());
        writeText(contract.within().map(Pattern::text));
        write(contract.context());
        Optional<SleepCondition> sleeps = contract.sleepsIf();
        out.writeInt(sleeps.map(SleepCondition::argument).orElse(-1));
        out.writeLong(sleeps.map(SleepCondition::anyBit).orElse(0L));
        writeAcquires(contract.acquires());
        writeReleases(contract.releases());
        writeRuns(contract.awaits());
        write(contract.resources());
        write(contract.state());
        writeCallbacks(contract.callbacks());
        out.writeBoolean(contract.noreturn());
        write(contract.body());
        write(contract.instructions());
        write(contract.stackBytes());
        writeText(contract.source());
        writeText(contract.reason());
        write(contract.place());
    }

    private void writeAcquires(List<LockAcquisition> acquires) throws IOException {
        out.writeByte(acquires.size());
        for (LockAcquisition acquisition : acquires) {
            out.writeUTF(acquisition.lock().text());
            write(acquisition.kind());
            out.writeBoolean(acquisition.tries());
            write(acquisition.taken());
            out.writeByte(acquisition.refused().isPresent() ? 1 : 0);
            if (acquisition.refused().isPresent()) {
                out.writeUTF(acquisition.refused().get().at().text());
                out.writeByte(acquisition.refused().get().bytes());
                out.writeLong(acquisition.refused().get().number());
            }
        }
    }

    private void writeReleases(List<LockRelease> releases) throws IOException {
        out.writeByte(releases.size());
        for (LockRelease release : releases) {
            out.writeUTF(release.lock().text());
            write(release.kind());
        }
    }

    private void writeRuns(List<CallbackRun> runs) throws IOException {
        out.writeByte(runs.size());
        for (CallbackRun run : runs) {
            out.writeUTF(run.text());
            write(run.kind());
        }
    }

    private void write(ResourceEffects resources) throws IOException {
        out.writeByte(resources.acquires().size());
        for (ResourceAcquisition acquisition : resources.acquires()) {
            out.writeUTF(acquisition.resource());
            out.writeUTF(acquisition.handle().text());
            write(acquisition.taken());
        }
        out.writeByte(resources.releases().size());
        for (ResourceRelease release : resources.releases()) {
            out.writeUTF(release.resource());
            out.writeByte(release.argument());
        }
        out.writeByte(resources.returned().orElse(-1));
    }

    private void write(StateEffects state) throws IOException {
        writeEnum(state.irq());
        writeEnum(state.bh());
        writeEnum(state.preempt());
        writeEnum(state.rcu());
    }

    private void writeCallbacks(List<Callback> callbacks) throws IOException {
        out.writeByte(callbacks.size());
        for (Callback callback : callbacks) {
            out.writeInt(callback.argument());
            out.writeInt(callback.method().orElse(-1));
            writeEnum(callback.context());
            writeReleases(callback.once().stream().toList());
            writeRuns(callback.run().stream().toList());
            out.writeInt(callback.panicsUnless().orElse(-1));
        }
    }

    private void write(Place place) throws IOException {
        out.writeUTF(place.file());
        out.writeInt(place.line());
        out.writeInt(place.column());
    }

    private void write(OptionalLong number) throws IOException {
        out.writeBoolean(number.isPresent());
        out.writeLong(number.orElse(0));
    }

    private void writeText(Optional<String> text) throws IOException {
        out.writeBoolean(text.isPresent());
        out.writeUTF(text.orElse(""));
    }

    private void write(Enum<?> constant) throws IOException {
        out.writeUTF(constant.name());
    }

    private void writeEnum(Optional<? extends Enum<?>> constant) throws IOException {
        out.writeUTF(constant.isPresent() ? constant.get().name() : "");
    }
}
