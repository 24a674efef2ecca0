package io.ferrule.llvm;

import io.ferrule.program.Attachments;
import io.ferrule.program.AttributeSet;
import io.ferrule.program.Constant.ByteString;
import io.ferrule.program.Constant.FloatingConstant;
import io.ferrule.program.Constant.GlobalReference;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Constant.WideIntegerConstant;
import io.ferrule.program.Header;
import io.ferrule.program.MetadataOperand.NodeReference;
import io.ferrule.program.MetadataOperand.Text;
import io.ferrule.program.MetadataOperand.WholeNumber;
import io.ferrule.program.MetadataOperand.Words;
import io.ferrule.program.MetadataOperand.Wrapped;
import io.ferrule.program.Type;
import io.ferrule.program.TypedValue;
import io.ferrule.program.Value;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The model in one short line, so that tables of text and model can be read. Records show as their name and components,
 * so that a part that the model gains or loses shows in every table.
 */
final class Shown {

    private Shown() {}

    static String of(Object thing) {
        if (thing instanceof Optional<?> optional) {
            return optional.isPresent() ? of(optional.get()) : "-";
        }
        if (thing instanceof List<?> list) {
            return list.stream().map(Shown::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (thing instanceof Type type) {
            return type(type);
        }
        if (thing instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
        if (thing instanceof TypedValue value) {
            return type(value.type()) + " " + of(value.value());
        }
        String leaf = leaf(thing);
        return leaf != null ? leaf : record(thing);
    }

    private static @Nullable String leaf(Object thing) {
        if (thing instanceof Value.Local local) {
            return "%" + local.index();
        }
        if (thing instanceof GlobalReference reference) {
            return "@" + reference.symbol();
        }
        if (thing instanceof IntegerConstant constant) {
            return Long.toString(constant.value());
        }
        if (thing instanceof WideIntegerConstant constant) {
            return constant.value().toString();
        }
        if (thing instanceof FloatingConstant constant) {
            return constant.text();
        }
        if (thing instanceof ByteString bytes) {
            return "c" + bytes.bytes().chars().boxed().toList();
        }
        if (thing instanceof AttributeSet set) {
            return set.attributes().stream().map(Object::toString).collect(Collectors.joining(" ", "{", "}"));
        }
        if (thing instanceof Attachments attachments) {
            return attachments.list().stream()
                    .map(one -> "!" + one.kind() + " " + of(one.metadata()))
                    .collect(Collectors.joining(" "));
        }
        return thing instanceof Header header ? header(header) : metadata(thing);
    }

    private static String header(Header header) {
        String result = header.result() == Header.NO_RESULT ? "" : "%" + header.result();
        String location = header.location() == Header.NO_LOCATION ? "" : " !dbg !" + header.location();
        String others = header.attachments().list().isEmpty() ? "" : " " + of(header.attachments());
        return (result + location + others).trim();
    }

    private static @Nullable String metadata(Object thing) {
        if (thing instanceof NodeReference reference) {
            return "!" + reference.number();
        }
        if (thing instanceof Text text) {
            return "'" + text.text() + "'";
        }
        if (thing instanceof Words words) {
            return String.join("|", words.words());
        }
        if (thing instanceof WholeNumber number) {
            return number.value().toString();
        }
        return thing instanceof Wrapped wrapped ? of(wrapped.value()) : null;
    }

    private static String record(Object thing) {
        if (!thing.getClass().isRecord()) {
            return Objects.toString(thing);
        }
        return Arrays.stream(thing.getClass().getRecordComponents())
                .map(component -> of(component(thing, component)))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", ", thing.getClass().getSimpleName() + "(", ")"));
    }

    private static Object component(Object thing, RecordComponent component) {
        try {
            return component.getAccessor().invoke(thing);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static String type(Type type) {
        if (type instanceof Type.IntegerType integer) {
            return "i" + integer.bits();
        }
        if (type instanceof Type.FloatingType floating) {
            return floating.keyword();
        }
        if (type instanceof Type.KeywordType keyword) {
            return keyword.keyword();
        }
        if (type instanceof Type.PointerType pointer) {
            return pointer.addressSpace() == 0 ? "ptr" : "ptr" + pointer.addressSpace();
        }
        if (type instanceof Type.ArrayType array) {
            return "[" + array.count() + " x " + type(array.element()) + "]";
        }
        if (type instanceof Type.VectorType vector) {
            return "<" + (vector.scalable() ? "vscale x " : "") + vector.count() + " x " + type(vector.element()) + ">";
        }
        return type instanceof Type.StructType struct
                ? (struct.packed() ? "packed" : "struct") + of(struct.elements())
                : record(type);
    }
}
