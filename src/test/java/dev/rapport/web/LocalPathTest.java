package dev.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class LocalPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/addresses", "/addresses/4711?tab=history&after=x%2Fy", "/camunda/app/tasklist/"})
    void isKeptWithinRapport(String path) {
        assertThat(LocalPath.orStart(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "addresses",
                "/addresses\r\nSet-Cookie: a=b",
                "/a#b",
                "/\t/evil.example",
                "null"
            })
    void leadsToTheStartPageFromAnywhereElse(String path) {
        assertThat(LocalPath.orStart(path)).isEqualTo("/");
    }
}
