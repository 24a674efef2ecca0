package io.ferrule.policy.toml;

import io.ferrule.policy.Callback;
import io.ferrule.policy.ContractPack;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.IndirectContract;
import io.ferrule.policy.LockAcquisition;
import io.ferrule.policy.LockRelease;
import io.ferrule.policy.Place;
import io.ferrule.policy.SleepCondition;
import io.ferrule.policy.StateEffects;
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
    }

    private void write(FunctionContract contract) throws IOException {
        out.writeUTF(contract.match().text());
        write(contract.context());
        Optional<SleepCondition> sleeps = contract.sleepsIf();
        out.writeInt(sleeps.map(SleepCondition::argument).orElse(-1));
        out.writeLong(sleeps.map(SleepCondition::anyBit).orElse(0L));
        writeAcquires(contract.acquires());
        writeReleases(contract.releases());
        write(contract.state());
        writeCallbacks(contract.callbacks());
        out.writeBoolean(contract.noreturn());
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
        }
    }

    private void writeReleases(List<LockRelease> releases) throws IOException {
        out.writeByte(releases.size());
        for (LockRelease release : releases) {
            out.writeUTF(release.lock().text());
            write(release.kind());
        }
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
            writeEnum(callback.context());
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
