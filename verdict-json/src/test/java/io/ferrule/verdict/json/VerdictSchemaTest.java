package io.ferrule.verdict.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.ferrule.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema and the reader agree. */
class VerdictSchemaTest {

    private static final Path SCHEMA = Path.of("..", "docs", "verdict.schema.json");

    @ParameterizedTest
    @MethodSource("io.ferrule.verdict.json.Samples#all")
    void whatIsWrittenIsValid(Verdict verdict) throws IOException {
        assertThat(errors(VerdictJson.write(verdict))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\":1,\"tool\"", "\"tolo\"", "\"tool\":1,\"x\""})
    void whatTheReaderRefusesIsInvalid(String key) throws IOException {
        String broken = VerdictJson.write(Samples.rejected()).replace("\"tool\"", key);

        assertThat(errors(broken)).isNotEmpty();
        assertThat(VerdictJson.read(broken)).isInstanceOf(VerdictReadResult.Malformed.class);
    }

    @Test
    void aJudgementHoldsWhatItsResultSays() throws IOException {
        String broken = VerdictJson.write(Samples.accepted()).replace("\"proved\"", "\"refuted\"");

        assertThat(errors(broken)).isNotEmpty();
    }

    private static List<Error> errors(String json) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
        return schema.validate(json, InputFormat.JSON);
    }
}
