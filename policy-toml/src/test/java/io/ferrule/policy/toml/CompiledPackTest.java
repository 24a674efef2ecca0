package io.ferrule.policy.toml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A compiled pack says what its text says. */
class CompiledPackTest {

    static List<String> packs() {
        return ContractPacks.names();
    }

    @ParameterizedTest
    @MethodSource("packs")
    void positive_what_is_written_is_read_back(String pack) throws IOException {
        byte[] compiled = PackWriter.bytes(ContractPacks.fromToml(pack));

        assertThat(CompiledPack.read(new ByteArrayInputStream(compiled))).isEqualTo(ContractPacks.fromToml(pack));
    }

    @ParameterizedTest
    @MethodSource("packs")
    void positive_the_build_compiled_this_very_text(String pack) {
        assertThat(ContractPacks.named(pack)).contains(ContractPacks.fromToml(pack));
    }

    @Test
    void positive_the_build_compiled_every_pack() {
        assertThat(ContractPacks.names())
                .allSatisfy(pack -> assertThat(ContractPacks.class.getResource("contracts/" + pack + ".pack"))
                        .isNotNull());
    }
}
