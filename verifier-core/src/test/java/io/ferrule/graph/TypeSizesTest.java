package io.ferrule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.program.Type;
import io.ferrule.program.Type.ArrayType;
import io.ferrule.program.Type.FloatingType;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.program.Type.StructType;
import io.ferrule.program.Type.VectorType;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeSizesTest {
    private static final Type BYTE = new IntegerType(8);
    private static final Type LONG = new IntegerType(64);

    @Test
    void plainTypes() {
        assertThat(TypeSizes.of(Type.POINTER)).hasValue(8);
        assertThat(TypeSizes.of(new IntegerType(128))).hasValue(16);
        assertThat(TypeSizes.of(new FloatingType("double"))).hasValue(8);
    }

    @Test
    void structsArePaddedUnlessPacked() {
        assertThat(TypeSizes.of(new StructType(false, List.of(BYTE, LONG, BYTE))))
                .hasValue(24);
        assertThat(TypeSizes.of(new StructType(true, List.of(BYTE, LONG, BYTE))))
                .hasValue(10);
        assertThat(TypeSizes.offset(new StructType(false, List.of(BYTE, LONG)), 1))
                .hasValue(8);
        assertThat(TypeSizes.offset(new StructType(true, List.of(BYTE, LONG)), 1))
                .hasValue(1);
    }

    @Test
    void whatIsNotKnownIsUnknown() {
        assertThat(TypeSizes.of(new IntegerType(24))).isEmpty();
        assertThat(TypeSizes.of(new VectorType(false, 4, LONG))).isEmpty();
        assertThat(TypeSizes.of(new StructType(false, List.of(BYTE, new IntegerType(1)))))
                .isEmpty();
        assertThat(TypeSizes.of(new ArrayType(Long.MAX_VALUE, LONG))).isEmpty();
    }
}
