package dev.rapport.lists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Pages;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A list that takes longer than a request waits says so where it would stand, and its filter can be narrowed down. */
@IntegrationTest
class SlowListTest {

    private static final String SENTENCE = "Bitte grenzen Sie sie weiter ein";

    @Autowired
    private Pages pages;

    @Autowired
    private DataSource dataSource;

    @Test
    void theFilterStays() throws SQLException {
        Pages anna = pages.as("anna");
        // nothing but the entries of this list is read from there
        try (Connection other = dataSource.getConnection();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("lock table rapport.last_contact in access exclusive mode");
            try {
                Answer list = anna.get("/contacts?withoutFollowUp=true&type=CALL");
                assertThat(list.status()).isEqualTo(200);
                assertThat(list.text()).contains(SENTENCE, "Ohne Folgetermin").doesNotContain("change-form");
                assertThat(anna.inEnglish()
                                .get("/contacts?withoutFollowUp=true")
                                .text())
                        .contains("Please narrow it down");
                assertThat(anna.get("/calendar?view=agenda&withoutFollowUp=true")
                                .text())
                        .contains(SENTENCE);
                assertThat(anna.get("/contacts?count=true&withoutFollowUp=true").text())
                        .contains("id=\"list-count\"")
                        .doesNotContain("all-count");
                assertThat(anna.get("/api/contacts?withoutFollowUp=true").status())
                        .isEqualTo(503);
            } finally {
                other.rollback();
            }
        }
        assertThat(anna.get("/contacts?withoutFollowUp=true").text()).doesNotContain(SENTENCE);
    }
}
