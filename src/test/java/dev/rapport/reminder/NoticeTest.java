package dev.rapport.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.TestCampaigns;
import dev.rapport.contact.TestContacts;
import dev.rapport.contact.TestContacts.Existing;
import dev.rapport.item.ReadCourse;
import dev.rapport.models.ContactBpmn;
import dev.rapport.models.MeasureBpmn;
import dev.rapport.support.BadMailServer;
import dev.rapport.support.Clock;
import dev.rapport.support.Conditions;
import dev.rapport.support.Deployments;
import dev.rapport.support.MailServer;
import dev.rapport.support.ModelCorpus;
import dev.rapport.support.Pages;
import dev.rapport.support.TestUsers;
import dev.rapport.support.UncheckedModels;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The event that tells colleagues by mail (rule 32), over a real mail server. */
@IntegrationTest
class NoticeTest {

    private static final String ANNA = "anna@rapport.example";
    private static final String BEN = "ben@rapport.example";
    private static final String MARIA = "maria@rapport.example";

    @Autowired
    private Pages pages;

    @Autowired
    private TestContacts contacts;

    @Autowired
    private TestCampaigns campaigns;

    @Autowired
    private TestUsers users;

    @Autowired
    private TestReminders reminders;

    @Autowired
    private MailServer mailServer;

    @Autowired
    private Deployments deployments;

    @Autowired
    private ReadCourse readCourse;

    @Autowired
    private Clock clock;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void start() {
        reminders.forgetMails();
        reminders.forgetFailures();
        mailServer.start();
    }

    @AfterEach
    void stop() {
        mailServer.stop();
        deployments.remove();
    }

    @Test
    void whoeverTheModelNamesIsToldOnceWhenAContactIsClosedAndNeverTheCustomer() throws Exception {
        deploy("maria, {responsible},{creator}, maria");
        long company = contacts.aCompany();
        Existing contact = contacts.aPlannedContact()
                .with("addressId", company)
                .with("contactPersonId", contacts.aPersonAt(company))
                .with("subject", "Ölfässer ${x} {0} <b>nachfassen</b>")
                .responsible("ben")
                .create();
        reminders.sendMails();
        assertThat(mailServer.received(MARIA)).as("not before it is closed").isEmpty();

        assertThat(contacts.close(contact).status()).isEqualTo(200);
        reminders.sendMails();

        for (String somebody : List.of(MARIA, BEN, ANNA)) {
            assertThat(mailServer.received(somebody)).as(somebody).hasSize(1);
        }
        assertThat(mailServer.received("kunde@muster.example")).isEmpty();
        MimeMessage mail = mailServer.received(MARIA).get(0);
        assertThat(mail.getSubject()).isEqualTo("Erledigt: Ölfässer ${x} {0} <b>nachfassen</b>");
        assertThat(mail.getContent().toString().replace("\r\n", "\n"))
                .startsWith(contact.number() + " bei ")
                .contains("Klein", "Muster GmbH", ": Ölfässer ${x} {0} <b>nachfassen</b>\nBitte nachfassen.\n")
                .contains(contact.number() + " öffnen: http", "/contacts/" + contact.id());
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(jdbc.sql("select m.status from rapport.reminder_mail m join rapport.notice n on n.id = m.notice_id"
                                + " where n.contact_id = :id")
                        .param("id", contact.id())
                        .query(String.class)
                        .list())
                .containsExactly("SENT", "SENT", "SENT");
    }

    @Test
    void thoseToWhomTheyReportAreToldAsLongAsTheyWorkHere() {
        deploy("{responsible.manager}, {creator.manager}");
        String head = users.somebodyNew();
        String clerk = users.somebodyWhoReportsTo(head);
        reminders.sendMails();

        contacts.close(contacts.aPlannedContact().responsible(clerk).create());
        reminders.sendMails();

        assertThat(mailServer.received(head + "@rapport.example")).hasSize(1);
        assertThat(mailServer.received(clerk + "@rapport.example")).isEmpty();
        assertThat(mailServer.received(ANNA))
                .as("she created it and reports to nobody")
                .isEmpty();

        pages.as("sabine").submit("/users/" + head + "/access", Map.of("action", "disable"));
        assertThat(contacts.close(contacts.aPlannedContact().responsible(clerk).create())
                        .status())
                .isEqualTo(200);
        reminders.sendMails();
        assertThat(mailServer.received(head + "@rapport.example")).hasSize(1);
    }

    /** What is refused behind the event takes it back. */
    @Test
    void nobodyIsToldOfWhatDidNotHappen() {
        deployments.deploy(
                "contact.bpmn",
                Conditions.between(
                        ModelCorpus.honest("notified-at-close").replace("anna, {responsible},{creator}", "maria"),
                        "id=\"flow_remindersRemoved\" sourceRef=\"serviceTask_removeReminders\"",
                        "flow_remindersRemoved",
                        ContactBpmn.GATEWAY_CLOSED,
                        "planFollowUp",
                        Map.of("workingDaysLater", "5", "followUpSubject", "Weiter", "followUpResponsible", "same")));
        Existing contact = contacts.aPlannedContact().create();

        assertThat(contacts.close(contact, "anna", Map.of("outcome", "performed", "duration", "viel"))
                        .status())
                .isEqualTo(422);
        reminders.sendMails();

        assertThat(mailServer.received(MARIA)).isEmpty();
        assertThat(jdbc.sql("select count(*) from rapport.notice where contact_id = :id")
                        .param("id", contact.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** Also while the contact comes into being in the same transaction, and for one who works here no more. */
    @Test
    void whoIsToldAtOnceAndWhoIsNotAnyMore() {
        deployments.deploy(
                "contact.bpmn",
                Conditions.between(
                        UncheckedModels.shipped(ContactBpmn.KEY),
                        "id=\"flow_registered\" sourceRef=\"serviceTask_registerContact\"",
                        "flow_registered",
                        "gateway_planned",
                        "notifyContact",
                        Map.of("notifyWhom", "ben, maria", "noticeSubject", "Neu", "noticeText", "{customer}")));
        jdbc.sql("update rapport.app_user set enabled = false where user_id = 'maria'")
                .update();
        try {
            contacts.aPerformedContact().create();
            reminders.sendMails();
        } finally {
            jdbc.sql("update rapport.app_user set enabled = true where user_id = 'maria'")
                    .update();
        }

        assertThat(mailServer.received(BEN)).hasSize(1);
        assertThat(mailServer.received(MARIA)).isEmpty();
    }

    @Test
    void whatDoesNotArriveIsTriedAgainAndListedLikeARemindersMail() throws Exception {
        deployments.deploy(
                "measure.bpmn",
                Conditions.between(
                        UncheckedModels.shipped(MeasureBpmn.KEY),
                        "id=\"flow_registered\" sourceRef=\"serviceTask_registerMeasure\"",
                        "flow_registered",
                        "userTask_carryOutMeasure",
                        "notifyMeasure",
                        Map.of(
                                "notifyWhom",
                                "maria",
                                "noticeSubject",
                                "{subject} steht an",
                                "noticeText",
                                "{number}")));
        try (BadMailServer bad = new BadMailServer(BadMailServer.refusing(MARIA, "550 no such mailbox"))) {
            mailServer.use(bad.port());
            campaigns.aMeasure(null);
            reminders.sendMails();
        }
        String number = jdbc.sql("select number from rapport.notice order by id desc limit 1")
                .query(String.class)
                .single();
        long measure = jdbc.sql("select measure_id from rapport.notice order by id desc limit 1")
                .query(Long.class)
                .single();
        assertThat(pages.as("paul").get("/mails").text())
                .contains(number, "steht an", "href=\"/measures/" + measure + "\"", "550 no such mailbox");

        mailServer.start();
        clock.advance(Duration.ofMinutes(2));
        reminders.sendMails();
        assertThat(mailServer.received(MARIA))
                .singleElement()
                .satisfies(mail -> assertThat(mail.getContent().toString())
                        .startsWith(number)
                        .contains("/measures/" + measure));
        assertThat(pages.as("paul").get("/mails").text()).doesNotContain(number);
    }

    /** By the person and at the time of the step that told them. */
    @Test
    void theCourseSaysWhoWasToldWhatAndWhetherItGotThere() {
        deploy("maria, ben");
        Existing contact =
                contacts.aPlannedContact().with("subject", "Ölfässer <b>").create();
        contacts.close(contact);
        assertThat(told(contact))
                .as("by whoever closed it, with what that did")
                .containsExactlyInAnyOrder(
                        "Anna Berger told Ben Yılmaz Erledigt: Ölfässer <b> PENDING null",
                        "Anna Berger told Maria Hoffmann Erledigt: Ölfässer <b> PENDING null");

        try (BadMailServer bad = new BadMailServer(BadMailServer.refusing(MARIA, "550 no such mailbox"))) {
            mailServer.use(bad.port());
            reminders.sendMails();
        }
        assertThat(told(contact))
                .containsExactlyInAnyOrder(
                        "Anna Berger told Ben Yılmaz Erledigt: Ölfässer <b> SENT null",
                        "Anna Berger told Maria Hoffmann Erledigt: Ölfässer <b> LATE REFUSED");
        assertThat(pages.as("ben").get("/contacts/" + contact.id()).text())
                .contains("An Ben Yılmaz: Erledigt: Ölfässer &lt;b&gt;")
                .contains("An Maria Hoffmann: Erledigt: Ölfässer &lt;b&gt;")
                .contains("Noch nicht zugestellt, wird wieder versucht.", "Der Mailserver nimmt diese Mail nicht an.")
                .doesNotContain("550 no such mailbox");
        assertThat(told(contacts.aPlannedContact().create())).isEmpty();

        jdbc.sql(
                        "update rapport.reminder_mail set next_try_at = null where notice_id is not null and status = 'FAILED'")
                .update();
        assertThat(told(contact)).contains("Anna Berger told Maria Hoffmann Erledigt: Ölfässer <b> FAILED REFUSED");
    }

    private List<String> told(Existing contact) {
        return readCourse.of("contact", contact.id()).stream()
                .filter(entry -> !entry.steps().isEmpty())
                .flatMap(entry -> entry.told().stream()
                        .map(told -> entry.who() + " told " + told.recipient() + " " + told.subject() + " "
                                + told.delivery() + " " + told.failure()))
                .toList();
    }

    /** After a week nobody wants to know. */
    @Test
    void whatHasWaitedTooLongIsNotSent() {
        deploy("maria");
        mailServer.stop();
        mailServer.use(1);
        contacts.close(contacts.aPlannedContact().create());
        reminders.sendMails();
        clock.advance(Duration.ofDays(8));
        mailServer.start();
        reminders.forgiveTheServer();
        jdbc.sql(
                        "update rapport.reminder_mail set next_try_at = raised_at where notice_id is not null and status = 'FAILED'")
                .update();

        reminders.sendMails();

        assertThat(mailServer.received(MARIA)).isEmpty();
        assertThat(jdbc.sql(
                                "select status from rapport.reminder_mail where notice_id is not null order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("STALE");
    }

    private void deploy(String whom) {
        deployments.deploy(
                "contact.bpmn", ModelCorpus.honest("notified-at-close").replace("anna, {responsible},{creator}", whom));
    }
}
