package dev.rapport.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** A table that is written row by row, and of which nothing is kept in memory but the last few. */
interface Sheet extends Closeable {

    /** Writes a row of {@link LocalDateTime}s, {@link Duration}s and texts. */
    void row(List<@Nullable Object> values) throws IOException;

    /** Comma-separated values as Excel reads them in that language: German ones with semicolons. */
    final class Csv implements Sheet {

        /** What a spreadsheet would take for a formula begins with one of these, or with one of their wide forms. */
        private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

        private final CsvWriter writer;
        private final DateTimeFormatter times;

        Csv(OutputStream out, Locale locale) throws IOException {
            boolean german = locale.getLanguage().equals(Locale.GERMAN.getLanguage());
            OutputStreamWriter text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            // without it Excel takes the text for one of its own code page
            text.write('\uFEFF');
            writer = CsvWriter.builder().fieldSeparator(german ? ';' : ',').build(text);
            times = DateTimeFormatter.ofPattern(german ? "dd.MM.yyyy HH:mm" : "yyyy-MM-dd HH:mm");
        }

        @Override
        public void row(List<@Nullable Object> values) {
            writer.writeRecord(values.stream().map(this::text).toList());
        }

        private String text(@Nullable Object value) {
            if (value instanceof LocalDateTime at) {
                return times.format(at);
            }
            if (value instanceof Duration duration) {
                return "%d:%02d".formatted(duration.toHours(), duration.toMinutesPart());
            }
            String text = value == null ? "" : value.toString();
            return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    /** A workbook, of one sheet unless there are very many rows. Texts are texts there, whatever they begin with. */
    final class Xlsx implements Sheet {

        /** Rows that wait until they are sent. */
        private static final int KEPT = 200;

        /** A cell takes no more. */
        private static final int LONGEST = 32_767;

        /** A sheet takes no more rows. */
        private static final int MOST = 1_048_576;

        private static final double MINUTES_OF_A_DAY = 24 * 60.0;

        private final Workbook workbook;
        private final String name;
        private final Locale locale;
        private final int most;
        private Worksheet sheet;
        private int sheets;
        private int rows;
        private @Nullable List<@Nullable Object> headings;

        Xlsx(OutputStream out, String name, Locale locale) {
            this(out, name, locale, MOST);
        }

        /** @param most rows of a sheet */
        Xlsx(OutputStream out, String name, Locale locale, int most) {
            this.locale = locale;
            this.name = name;
            this.most = most;
            workbook = new Workbook(out, "Rapport", null);
            sheet = next();
        }

        private Worksheet next() {
            sheets++;
            Worksheet next = workbook.newWorksheet(sheets == 1 ? name : name + " " + sheets);
            next.freezePane(0, 1);
            return next;
        }

        @Override
        public void row(List<@Nullable Object> values) throws IOException {
            if (headings == null) {
                headings = values;
            } else if (rows == most) {
                sheet.finish();
                sheet = next();
                rows = 0;
                row(headings);
            }
            for (int column = 0; column < values.size(); column++) {
                Object value = values.get(column);
                if (value instanceof LocalDateTime at) {
                    boolean german = locale.getLanguage().equals(Locale.GERMAN.getLanguage());
                    sheet.value(rows, column, at);
                    sheet.style(rows, column)
                            .format(german ? "dd.mm.yyyy hh:mm" : "yyyy-mm-dd hh:mm")
                            .set();
                } else if (value instanceof Duration duration) {
                    sheet.value(rows, column, duration.toMinutes() / MINUTES_OF_A_DAY);
                    sheet.style(rows, column).format("[h]:mm").set();
                } else if (value != null) {
                    String text = value.toString();
                    sheet.inlineString(rows, column, text.substring(0, Math.min(text.length(), LONGEST)));
                }
            }
            rows++;
            if (rows % KEPT == 0) {
                sheet.flush();
            }
        }

        @Override
        public void close() throws IOException {
            workbook.close();
        }
    }
}
