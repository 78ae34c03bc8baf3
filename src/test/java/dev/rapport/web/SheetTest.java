package dev.rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sheet of Excel cannot take goes to the next one, below the same headings. */
@Tag("fast")
class SheetTest {

    private static final int MOST = 1_000;

    @Test
    void whatIsTooLongForOneGoesOnInAnother() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Sheet sheet = new Sheet.Xlsx(file, "contacts", Locale.GERMAN, MOST)) {
            sheet.row(List.of("Nummer"));
            for (int row = 1; row <= MOST; row++) {
                sheet.row(List.of("K" + row));
            }
        }
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file.toByteArray()))) {
            assertThat(workbook.getSheets().map(org.dhatim.fastexcel.reader.Sheet::getName))
                    .containsExactly("contacts", "contacts 2");
            try (Stream<Row> rows = workbook.getFirstSheet().openStream()) {
                assertThat(rows.count()).isEqualTo(MOST);
            }
            try (Stream<Row> rows =
                    workbook.findSheet("contacts 2").orElseThrow().openStream()) {
                assertThat(rows.map(row -> row.getCellText(0))).containsExactly("Nummer", "K" + MOST);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(1)"})
    void nothingThatWasTypedIsAFormula(String text) throws IOException {
        assertThat(csv(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'=1", "a=1", " =1", "Müller", "1-2"})
    void whatIsNoneStaysAsItIs(String text) throws IOException {
        assertThat(csv(text)).isEqualTo(text);
    }

    private static String csv(String text) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Sheet sheet = new Sheet.Csv(file, Locale.GERMAN)) {
            sheet.row(List.of("x", text, "x"));
        }
        return file.toString(StandardCharsets.UTF_8).replaceAll("(?s)^\uFEFFx;\"?(.*?)\"?;x\r\n$", "$1");
    }
}
