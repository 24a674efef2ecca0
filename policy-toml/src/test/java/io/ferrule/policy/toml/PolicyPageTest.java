package io.ferrule.policy.toml;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.policy.Context;
import io.ferrule.policy.KnownRules;
import io.ferrule.policy.LockKind;
import io.ferrule.policy.toml.PolicyReadResult.Read;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/policy.md to what the reader does. */
class PolicyPageTest {
    private static final Path PAGE = Path.of("..", "docs", "policy.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```toml\n(.*?)^```$");
    private static final String ENTRY = "\n[[entry]]\nmatch = \"sym:f\"\ncontext = \"nmi\"\n";

    static List<String> examples() throws IOException {
        return BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(r -> r.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsRead(String example) {
        String text = example.contains("[[entry]]") ? example : example + ENTRY;
        assertThat(PolicyReader.read(text, "docs/policy.md")).isInstanceOf(Read.class);
    }

    @Test
    void everyNameIsDocumented() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(examples()).hasSizeGreaterThan(8);
        assertThat(KnownRules.NAMES).allSatisfy(n -> assertThat(page).contains("`" + n + "`"));
        assertThat(ContractPacks.names()).allSatisfy(n -> assertThat(page).contains("`" + n + "`"));
        assertThat(Arrays.stream(LockKind.values()).map(LockKind::text))
                .allSatisfy(n -> assertThat(page).contains("`" + n + "`"));
        assertThat(Arrays.stream(Context.values()).map(Context::text))
                .allSatisfy(n -> assertThat(page).contains("`" + n + "`"));
    }
}
