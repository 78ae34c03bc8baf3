package dev.rapport.lists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.support.Api;
import dev.rapport.support.Api.Answer;
import dev.rapport.support.Pages;
import dev.rapport.support.Statements;
import dev.rapport.support.TestUsers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A list as a file is what the list shows, as Excel reads it in either language, and nothing in it is a formula. */
@IntegrationTest
class ExportTest {

    @Autowired
    private Api api;

    @Autowired
    private Pages pages;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Statements statements;

    @Autowired
    private TransactionTemplate transactions;

    private long company;

    @BeforeEach
    void aCompanyWithAContact() {
        company = campaigns.aCompany();
        Map<String, Object> body = campaigns.aPlannedContact(company, null);
        body.putAll(Map.of(
                "status", "PERFORMED",
                "start", "2026-02-03T14:05",
                "duration", "01:30",
                "subject", "=HYPERLINK(\"http://böse\")"));
        Answer contact = campaigns.contact(body);
        Map<String, Object> addition =
                Map.of("version", contact.json().path("version").asInt(), "infotext", "erste Zeile; \"zweite\"\nZeile");
        assertThat(api.as("anna")
                        .patch("/api/contacts/" + contact.json().path("id").asLong(), addition)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void isCommaSeparatedAsAGermanExcelReadsIt() {
        Answer file =
                pages.as("anna").get("/contacts?format=csv&columns=start,subject,duration,infotext&address=" + company);

        assertThat(file.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(file.header("Content-Disposition"))
                .matches("attachment; filename=\"contacts-\\d{4}-\\d\\d-\\d\\d\\.csv\"");
        assertThat(List.of(file.text().split("\r\n"))).containsExactly("\uFEFFBeginn;Betreff;Dauer;Infotext", """
                        03.02.2026 14:05;"'=HYPERLINK(""http://böse"")";1:30;"erste Zeile; ""zweite""
                        Zeile\"""");
    }

    @Test
    void isCommaSeparatedAsAnEnglishExcelReadsIt() {
        Answer file =
                pages.as("anna").inEnglish().get("/contacts?format=csv&columns=start,type,status&address=" + company);

        assertThat(file.text()).isEqualTo("\uFEFFStart,Status,Type\r\n2026-02-03 14:05,Performed,Call\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+49 30 1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"})
    void nothingIsAFormula(String subject) {
        Map<String, Object> body = campaigns.aPlannedContact(company, null);
        body.put("subject", subject);
        campaigns.contact(body);

        String csv = pages.as("anna")
                .get("/contacts?format=csv&columns=subject&status=PLANNED&address=" + company)
                .text();
        assertThat(csv.lines().skip(1).map(line -> line.replace("\"", ""))).allMatch(line -> line.startsWith("'"));
    }

    @Test
    void isAWorkbookWhoseDatesAreDatesAndDurationsDurations() throws Exception {
        byte[] file =
                bytes("/api/exports/contacts?format=xlsx&columns=start,subject,duration,number&address=" + company);

        try (ReadableWorkbook workbook =
                new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(true, true))) {
            List<Row> rows = workbook.getFirstSheet().read();
            assertThat(rows).hasSize(2);
            assertThat(rows.get(0).getCellText(0)).isEqualTo("Beginn");
            Row row = rows.get(1);
            assertThat(row.getCellAsDate(0)).contains(LocalDateTime.of(2026, 2, 3, 14, 5));
            assertThat(row.getCell(0).getDataFormatString()).isEqualTo("dd.mm.yyyy hh:mm");
            assertThat(row.getCellText(1)).isEqualTo("=HYPERLINK(\"http://böse\")");
            assertThat(row.getCell(1).getFormula()).isNull();
            assertThat(row.getCellAsNumber(2).orElseThrow().doubleValue()).isEqualTo(1.5 / 24);
            assertThat(row.getCell(2).getDataFormatString()).isEqualTo("[h]:mm");
            assertThat(row.getCellText(3)).matches("K-\\d{4}-\\d{6,}");
        }
    }

    /** More than are read at once, and in the order of names too. */
    @Test
    void hasEveryEntryOnceHoweverManyThereAre() {
        long campaign = campaigns.aCampaign("Ausfuhr");
        for (int i = 0; i < 12; i++) {
            campaigns.contact(campaigns.aPerformedContact(campaigns.aCompany(), campaign));
        }
        for (String sort : List.of("start", "-start", "customer", "responsible")) {
            String csv = pages.as("anna")
                    .get("/contacts?format=csv&columns=number&campaign=" + campaign + "&sort=" + sort)
                    .text();
            assertThat(csv.lines().skip(1)).as(sort).hasSize(12).doesNotHaveDuplicates();
        }
    }

    @Test
    void whoHasTakenWhatAlongIsRecorded() {
        pages.as("anna").get("/contacts?format=csv&address=" + company);
        assertThat(recorded()).isEqualTo("contacts?address=" + company + ": 1");

        api.as("ben").get("/api/exports/measures?format=xlsx&status=performed&text=quastenflosser");
        assertThat(recorded()).isEqualTo("measures?text=quastenflosser&status=PERFORMED: 0");
    }

    @Test
    void theHistoryOfAnAddressIsTakenAlongAsItsFilterShowsIt() {
        long campaign = campaigns.aCampaign("Historie als Datei");
        campaigns.assign(campaign, company);
        campaigns.closeMeasure(campaigns.aMeasure(campaign), "performed");
        campaigns.contact(campaigns.aPlannedContact(company, null));
        String path = "/addresses/" + company + "/history?format=csv";

        List<String> lines = pages.as("anna").get(path).text().lines().skip(1).toList();
        assertThat(lines).anyMatch(line -> line.contains(";Maßnahme;"));
        assertThat(lines.get(0)).contains(";Geplant;");
        assertThat(pages.as("anna").get(path + "&kind=MEASURE").text().lines()).hasSize(2);
        assertThat(recorded()).isEqualTo("addresses/" + company + "/history?kind=MEASURE: 1");
        assertThat(pages.as("anna")
                        .get("/addresses/999999999/history?format=csv")
                        .status())
                .isEqualTo(404);
        assertThat(pages.as("sabine").get(path).status()).isEqualTo(403);
    }

    @Test
    void theMembersOfACampaignAreTakenAlongWithWhatCameOfThem() {
        long campaign = campaigns.aCampaign("Mitglieder als Datei");
        campaigns.assign(campaign, company);
        campaigns.contact(campaigns.aPerformedContact(company, campaign));
        campaigns.contact(campaigns.aPlannedContact(company, campaign));
        String path = "/campaigns/" + campaign + "/members?format=csv";

        List<String> lines = pages.as("anna").get(path).text().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("\uFEFFName;Firma;Ort;Telefon;Nächster Kontakt;");
        assertThat(lines.get(1)).startsWith("Muster GmbH;").endsWith(";Durchgeführt");
        assertThat(recorded()).isEqualTo("campaigns/" + campaign + "/members: 1");
        assertThat(pages.as("anna").get(path + "&members=quastenflosser").text().lines())
                .hasSize(1);
        assertThat(pages.as("anna")
                        .get("/campaigns/" + campaign + "/members?format=pdf")
                        .status())
                .isEqualTo(422);
        assertThat(pages.as("sabine").get(path).status()).isEqualTo(403);
    }

    @Test
    void usersAreTakenAlongByThoseWhoAdministerThem() {
        String file = pages.as("sabine").get("/users?format=csv&q=anna").text();

        assertThat(file).startsWith("\uFEFFName;").contains("Anna Berger;anna;");
        assertThat(recorded()).startsWith("users?q=anna: ");
        assertThat(pages.as("anna").get("/users?format=csv").status()).isEqualTo(403);
    }

    private String recorded() {
        return jdbc.sql("select new_value from rapport.audit_entry where field = 'export' order by id desc limit 1")
                .query(String.class)
                .single();
    }

    @Test
    void whatIsWrongIsRefusedBeforeAnythingIsSent() {
        assertThat(api.as("anna").get("/api/exports/contacts").errors()).containsExactly("format:invalid");
        assertThat(api.as("anna")
                        .get("/api/exports/contacts?format=pdf&status=x")
                        .errors())
                .containsExactlyInAnyOrder("format:invalid", "status:invalid");
        assertThat(api.as("anna")
                        .get("/api/exports/measures?format=csv&sort=customer")
                        .errors())
                .containsExactly("sort:invalid");
        assertThat(api.as("sabine").get("/api/exports/contacts?format=csv").status())
                .isEqualTo(403);
        assertThat(pages.as("sabine").get("/contacts?format=csv").status()).isEqualTo(403);
    }

    @Test
    void costsFewStatements() {
        Pages anna = pages.as("anna");
        assertThat(statements.during(() -> anna.get("/contacts?format=csv&address=" + company)))
                .hasSizeLessThanOrEqualTo(12);
    }

    private byte[] bytes(String path) throws IOException, InterruptedException {
        String login =
                Base64.getEncoder().encodeToString(("anna:" + TestUsers.PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(api.base() + path))
                                .header("Authorization", "Basic " + login)
                                .header("Accept-Language", "de")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    /** A long one says how far it is to the pages of whoever waits for it, once in ten thousand rows. */
    @Test
    void aLongOneTellsHowFarItIs() {
        int rows = 12_000;
        try {
            transactions.executeWithoutResult(transaction -> {
                jdbc.sql("set local session_replication_role = replica").update();
                jdbc.sql("""
                        insert into rapport.contact (number, address_id, type, direction, status, start_at, duration_minutes,
                          subject, created_at, created_by, closed_at, closed_by)
                        select 'K-1996-' || 1000000 + i, :company, 'CALL', 'OUTGOING', 'PERFORMED',
                               timestamptz '1996-01-01 08:00Z' + i * interval '1 minute', 5, 'Lang ' || i, now(), 'test', now(), 'test'
                        from generate_series(1, :rows) i""").param("company", company).param("rows", rows).update();
            });
            String file = api.as("ben")
                    .get("/api/exports/contacts?format=csv&columns=number&from=1996-01-01&to=1996-12-31")
                    .text();
            assertThat(file.lines()).hasSize(rows + 1);
        } finally {
            transactions.executeWithoutResult(transaction -> {
                jdbc.sql("set local session_replication_role = replica").update();
                jdbc.sql("delete from rapport.contact where number like 'K-1996-%'")
                        .update();
            });
        }
        assertThat(jdbc.sql("""
                        select split_part(topic, ' ', 3) || ' ' || split_part(topic, ' ', 4) from rapport.change_note
                        where topic like 'export %' and concerned = array['user-ben'] order by xact""").query(String.class).list()).endsWith("10000 12000", "12000 whole");
    }
}
