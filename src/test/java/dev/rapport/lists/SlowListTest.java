package dev.rapport.lists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Pages;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    void theFilterStays() throws Exception {
        Pages anna = pages.as("anna");
        // nothing but the entries of this list is read from there
        try (Connection other = dataSource.getConnection();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("lock table rapport.last_contact in access exclusive mode");
            ExecutorService people = Executors.newCachedThreadPool();
            try {
                // each waits as long as a request does, so they wait together
                Future<Answer> list = people.submit(() -> anna.get("/contacts?withoutFollowUp=true&type=CALL"));
                Future<Answer> english = people.submit(() -> anna.inEnglish().get("/contacts?withoutFollowUp=true"));
                Future<Answer> calendar = people.submit(() -> anna.get("/calendar?view=agenda&withoutFollowUp=true"));
                Future<Answer> count = people.submit(() -> anna.get("/contacts?count=true&withoutFollowUp=true"));
                Future<Answer> program = people.submit(() -> anna.get("/api/contacts?withoutFollowUp=true"));
                assertThat(list.get().status()).isEqualTo(200);
                assertThat(list.get().text())
                        .contains(SENTENCE, "Ohne Folgetermin")
                        .doesNotContain("change-form");
                assertThat(english.get().text()).contains("Please narrow it down");
                assertThat(calendar.get().text()).contains(SENTENCE);
                assertThat(count.get().text()).contains("id=\"list-count\"").doesNotContain("all-count");
                assertThat(program.get().status()).isEqualTo(503);
            } finally {
                other.rollback();
                people.shutdown();
            }
        }
        assertThat(anna.get("/contacts?withoutFollowUp=true").text()).doesNotContain(SENTENCE);
    }
}
