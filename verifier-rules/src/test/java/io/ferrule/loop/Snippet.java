package io.ferrule.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.llvm.LlvmIrReader;
import io.ferrule.loop.bound.Limits;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.program.Function;
import io.ferrule.program.Program;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The function {@code f} of a few lines of IR. */
record Snippet(Program program, Function function) {

    static Snippet of(String ir) {
        Program program = LlvmIrReader.read("snippet.ll", ir.getBytes(StandardCharsets.UTF_8));
        assertThat(program.problems()).as(ir).isEmpty();
        return new Snippet(program, program.function("f").orElseThrow());
    }

    /** Nothing is known of its arguments. */
    FunctionModel model() {
        return FunctionModel.of(program, function, Map.of(), Map.of());
    }

    /** Whatever it is given. */
    FunctionBounds bounds() {
        return FunctionBounds.alone(program, function, Limits.DEFAULT);
    }
}
