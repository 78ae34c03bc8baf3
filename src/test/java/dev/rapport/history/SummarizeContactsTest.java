package dev.rapport.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.contact.TestContacts;
import dev.rapport.history.SummarizeContacts.Brief;
import dev.rapport.support.Pages;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** "Letzter Kontakt" and "Nächster Kontakt" of an address. */
@IntegrationTest
class SummarizeContactsTest {

    @Autowired
    private SummarizeContacts summarize;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private Pages pages;

    /** What did not take place was no contact, and what is planned is none yet. */
    @Test
    void theLastContactIsAPerformedOne() {
        long company = contacts.aCompany();
        contact(company, "PERFORMED", "2026-01-10T09:00", "Messegespräch");
        contact(company, "PERFORMED", "2026-01-12T09:00", "Anruf");
        contact(company, "NOT_PERFORMED", "2026-02-01T09:00", "Niemand erreicht");
        contact(company, "PLANNED", "2026-03-01T09:00", "Überfälliger Rückruf");

        SummarizeContacts.Summary summary = summarize.of(company, false);

        assertThat(summary.last()).extracting(Brief::subject).isEqualTo("Anruf");
        assertThat(summary.overdue()).extracting(Brief::subject).isEqualTo("Überfälliger Rückruf");
        assertThat(summary.next()).as("lies ahead").isNull();
        assertThat(pages.as("anna")
                        .asHtmx()
                        .get("/addresses/" + company + "/summary")
                        .text())
                .contains("Anruf", "Überfälliger Rückruf")
                .doesNotContain("Niemand erreicht", "Messegespräch");
    }

    @Test
    void theNextContactLiesAheadWhateverIsOverdue() {
        long company = contacts.aCompany();
        contact(company, "PLANNED", "2026-02-01T09:00", "Ältester Rückruf");
        contact(company, "PLANNED", "2026-03-01T09:00", "Überfälliger Rückruf");
        contact(company, "PLANNED", "2033-03-02T09:00", "Übernächster Termin");
        contact(company, "PLANNED", "2033-03-01T09:00", "Nächster Termin");

        SummarizeContacts.Summary summary = summarize.of(company, false);

        assertThat(summary.overdue()).extracting(Brief::subject).isEqualTo("Ältester Rückruf");
        assertThat(summary.next()).extracting(Brief::subject).isEqualTo("Nächster Termin");
        assertThat(pages.as("anna")
                        .asHtmx()
                        .get("/addresses/" + company + "/summary")
                        .text())
                .contains("Ältester Rückruf", "Nächster Termin")
                .doesNotContain("Übernächster Termin");
    }

    @Test
    void thereIsNoLastContactWhereNoneTookPlace() {
        long company = contacts.aCompany();
        contact(company, "NOT_PERFORMED", "2026-02-01T09:00", "Niemand erreicht");

        assertThat(summarize.of(company, false)).isEqualTo(new SummarizeContacts.Summary(null, null, null));
    }

    private void contact(long company, String status, String start, String subject) {
        contacts.aPlannedContact()
                .with("addressId", company)
                .with("status", status)
                .with("start", start)
                .with("duration", status.equals("PERFORMED") ? "00:10" : "00:00")
                .with("subject", subject)
                .create();
    }
}
