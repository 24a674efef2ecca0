package io.ferrule.policy.toml;

import io.ferrule.policy.BodyUse;
import io.ferrule.policy.BoundedContract;
import io.ferrule.policy.Callback;
import io.ferrule.policy.CallbackRun;
import io.ferrule.policy.Context;
import io.ferrule.policy.ContractPack;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.GuardContract;
import io.ferrule.policy.Handle;
import io.ferrule.policy.IndirectContract;
import io.ferrule.policy.LockAcquisition;
import io.ferrule.policy.LockKind;
import io.ferrule.policy.LockReference;
import io.ferrule.policy.LockRelease;
import io.ferrule.policy.Ownership;
import io.ferrule.policy.Pattern;
import io.ferrule.policy.Place;
import io.ferrule.policy.Refusal;
import io.ferrule.policy.ResourceAcquisition;
import io.ferrule.policy.ResourceContract;
import io.ferrule.policy.ResourceEffects;
import io.ferrule.policy.ResourceRelease;
import io.ferrule.policy.Section;
import io.ferrule.policy.SleepCondition;
import io.ferrule.policy.StateEffects;
import io.ferrule.policy.TokenContract;
import io.ferrule.policy.TypePattern;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads what {@link PackWriter} wrote. The two mirror each other line by line. */
final class CompiledPack {

    private final DataInputStream in;

    private CompiledPack(DataInputStream in) {
        this.in = in;
    }

    /** The pack in that stream. */
    static ContractPack read(InputStream bytes) throws IOException {
        return new CompiledPack(new DataInputStream(bytes)).pack();
    }

    private ContractPack pack() throws IOException {
        String name = in.readUTF();
        String digest = in.readUTF();
        List<FunctionContract> functions = list(in.readInt(), this::function);
        List<IndirectContract> indirects =
                list(in.readInt(), () -> new IndirectContract(Pattern.parse(in.readUTF()), in.readUTF(), place()));
        List<BoundedContract> bounded =
                list(in.readInt(), () -> new BoundedContract(Pattern.parse(in.readUTF()), in.readUTF(), place()));
        return new ContractPack(name, digest, functions, indirects, bounded, ownership());
    }

    private Ownership ownership() throws IOException {
        return new Ownership(
                list(in.readInt(), () -> new ResourceContract(in.readUTF(), in.readBoolean(), place())),
                list(
                        in.readInt(),
                        () -> new GuardContract(
                                TypePattern.parse(in.readUTF()), in.readBoolean(), in.readUTF(), place())),
                list(in.readInt(), this::token));
    }

    private TokenContract token() throws IOException {
        return new TokenContract(
                TypePattern.parse(in.readUTF()),
                list(in.readInt(), () -> constant(Context.class)),
                optional(Section.class),
                list(in.readInt(), () -> TypePattern.parse(in.readUTF())),
                place());
    }

    private FunctionContract function() throws IOException {
        return new FunctionContract(
                Pattern.parse(in.readUTF()),
                text().map(Pattern::parse),
                constant(Context.class),
                sleepsIf(),
                list(in.readByte(), this::acquisition),
                list(in.readByte(), this::release),
                list(in.readByte(), this::run),
                resources(),
                new StateEffects(
                        optional(StateEffects.Irq.class),
                        optional(StateEffects.Toggle.class),
                        optional(StateEffects.Toggle.class),
                        optional(StateEffects.Rcu.class)),
                list(in.readByte(), this::callback),
                in.readBoolean(),
                constant(BodyUse.class),
                number(),
                number(),
                text(),
                text(),
                place());
    }

    private Optional<SleepCondition> sleepsIf() throws IOException {
        int argument = in.readInt();
        long anyBit = in.readLong();
        return argument < 0 ? Optional.empty() : Optional.of(new SleepCondition(argument, anyBit));
    }

    private LockAcquisition acquisition() throws IOException {
        return new LockAcquisition(
                lock(),
                constant(LockKind.class),
                in.readBoolean(),
                constant(LockAcquisition.Taken.class),
                list(in.readByte(), () -> new Refusal((LockReference.Pointed) lock(), in.readByte(), in.readLong()))
                        .stream()
                        .findFirst());
    }

    private LockRelease release() throws IOException {
        return new LockRelease(lock(), constant(LockKind.class));
    }

    private CallbackRun run() throws IOException {
        return new CallbackRun(LockReference.of(in.readUTF()), constant(LockKind.class));
    }

    private Callback callback() throws IOException {
        int argument = in.readInt();
        return new Callback(
                argument,
                index(),
                optional(Context.class),
                list(in.readByte(), this::release).stream().findFirst(),
                list(in.readByte(), this::run).stream().findFirst(),
                index());
    }

    private OptionalInt index() throws IOException {
        int index = in.readInt();
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    private ResourceEffects resources() throws IOException {
        List<ResourceAcquisition> acquires = list(
                in.readByte(),
                () -> new ResourceAcquisition(
                        in.readUTF(), Handle.of(in.readUTF()).orElseThrow(), constant(LockAcquisition.Taken.class)));
        List<ResourceRelease> releases = list(in.readByte(), () -> new ResourceRelease(in.readUTF(), in.readByte()));
        int returned = in.readByte();
        return new ResourceEffects(acquires, releases, returned < 0 ? OptionalInt.empty() : OptionalInt.of(returned));
    }

    private LockReference lock() throws IOException {
        return LockReference.of(in.readUTF()).orElseThrow();
    }

    private Place place() throws IOException {
        return new Place(in.readUTF(), in.readInt(), in.readInt());
    }

    private OptionalLong number() throws IOException {
        boolean present = in.readBoolean();
        long number = in.readLong();
        return present ? OptionalLong.of(number) : OptionalLong.empty();
    }

    private Optional<String> text() throws IOException {
        boolean present = in.readBoolean();
        String text = in.readUTF();
        return present ? Optional.of(text) : Optional.empty();
    }

    private <E extends Enum<E>> E constant(Class<E> type) throws IOException {
        return Enum.valueOf(type, in.readUTF());
    }

    private <E extends Enum<E>> Optional<E> optional(Class<E> type) throws IOException {
        String name = in.readUTF();
        return name.isEmpty() ? Optional.empty() : Optional.of(Enum.valueOf(type, name));
    }

    private interface Item<T> {
        T read() throws IOException;
    }

    private static <T> List<T> list(int size, Item<T> item) throws IOException {
        List<T> items = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            items.add(item.read());
        }
        return items;
    }
}
