package io.ferrule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Type;
import io.ferrule.program.Type.ArrayType;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.program.Type.StructType;
import io.ferrule.program.TypedValue;
import io.ferrule.program.Value;
import io.ferrule.program.Value.Local;
import java.util.List;
import org.junit.jupiter.api.Test;

class OffsetsTest {
    private static final Type BYTE = new IntegerType(8);
    private static final Type ENTRY = new StructType(false, List.of(BYTE, Type.POINTER, new IntegerType(32)));

    private static TypedValue index(Value value) {
        return new TypedValue(new IntegerType(64), value);
    }

    private static Offsets moved(Type type, Value... indices) {
        return Offsets.moved(
                type, List.of(indices).stream().map(OffsetsTest::index).toList());
    }

    @Test
    void knownIndices() {
        assertThat(moved(BYTE, IntegerConstant.of(24))).isEqualTo(new Offsets(24, 0));
        assertThat(moved(ENTRY, IntegerConstant.of(2), IntegerConstant.of(1))).isEqualTo(new Offsets(56, 0));
        assertThat(moved(BYTE, IntegerConstant.of(-8))).isEqualTo(new Offsets(-8, 0));
    }

    @Test
    void unknownIndexGivesAStride() {
        Offsets offsets = moved(new ArrayType(4, ENTRY), IntegerConstant.of(0), Local.of(0), IntegerConstant.of(1));
        assertThat(offsets).isEqualTo(new Offsets(8, 24));
        assertThat(offsets.mayBe(32)).isTrue();
        assertThat(offsets.mayBe(24)).isFalse();
    }

    @Test
    void unknownSizesMayPointAnywhere() {
        assertThat(moved(new Type.NamedType("t"), IntegerConstant.of(1))).isEqualTo(Offsets.ANYWHERE);
        assertThat(moved(ENTRY, IntegerConstant.of(0), Local.of(0))).isEqualTo(Offsets.ANYWHERE);
        assertThat(moved(ENTRY, IntegerConstant.of(0), IntegerConstant.of(3))).isEqualTo(Offsets.ANYWHERE);
    }

    @Test
    void overflowMayPointAnywhere() {
        Offsets far = new Offsets(Long.MAX_VALUE, 0);
        assertThat(far.plus(new Offsets(1, 0))).isEqualTo(Offsets.ANYWHERE);
        assertThat(far.or(new Offsets(Long.MIN_VALUE, 0))).isEqualTo(Offsets.ANYWHERE);
        assertThat(moved(ENTRY, IntegerConstant.of(Long.MAX_VALUE))).isEqualTo(Offsets.ANYWHERE);
    }

    @Test
    void aJoinHoldsAllPlacesOfBoth() {
        Offsets joined = new Offsets(24, 0).or(new Offsets(40, 0)).or(new Offsets(72, 32));
        assertThat(List.of(24L, 40L, 72L, 104L)).allMatch(joined::mayBe);
        assertThat(joined.mayBe(28)).isFalse();
        assertThat(Offsets.START.or(Offsets.START)).isEqualTo(Offsets.START);
    }
}
