package dev.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class LinksTest {

    @ParameterizedTest
    @CsvSource({"+49 (0)40 12-34, tel:+494012 34", "javascript:alert(1),", "0 40/99, tel:04099", "Durchwahl,"})
    void dialWhatCanBeDialled(String phone, String link) {
        assertThat(new Links().tel(phone)).isEqualTo(link == null ? null : link.replace(" ", ""));
    }

    @ParameterizedTest
    @CsvSource({"a+b@example.org, mailto:a%2Bb@example.org", "x?bcc=y@example.org, mailto:x%3Fbcc%3Dy@example.org"})
    void writeToNobodyElse(String address, String link) {
        assertThat(new Links().mail(address)).isEqualTo(link);
    }
}
