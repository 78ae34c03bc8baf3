package dev.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;

/** Days as headings of lists. */
@IntegrationTest
class DatesTest {

    @Autowired
    private Dates dates;

    @Autowired
    private Clock clock;

    @AfterEach
    void nobodysLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    /** Shortly before midnight: what day it is, the business zone says. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-16 | Montag, 16. November, seit 11 Tagen  | Monday, 16 November, 11 days ago
            2026-11-26 | Donnerstag, 26. November, seit gestern | Thursday, 26 November, since yesterday
            2026-11-27 | Heute, Freitag, 27. November         | Today, Friday, 27 November
            2026-11-28 | Morgen, Samstag, 28. November        | Tomorrow, Saturday, 28 November
            2026-11-30 | Montag, 30. November                 | Monday, 30 November
            2027-01-04 | Montag, 4. Januar 2027               | Monday, 4 January 2027
            2025-11-27 | Donnerstag, 27. November 2025, seit 365 Tagen | Thursday, 27 November 2025, 365 days ago
            """)
    void areNamedAsTheReaderWould(LocalDate day, String german, String english) {
        clock.moveTo("2026-11-27T23:50");

        LocaleContextHolder.setLocale(Locale.GERMAN);
        assertThat(dates.heading(day)).isEqualTo(german);
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(dates.heading(day)).isEqualTo(english);
    }
}
