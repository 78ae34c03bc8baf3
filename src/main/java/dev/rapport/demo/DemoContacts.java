package dev.rapport.demo;

import dev.rapport.contact.ContactDraftBuilder;
import dev.rapport.contact.CreateContact;
import dev.rapport.contact.Direction;
import dev.rapport.contact.ImportContacts;
import dev.rapport.contact.ImportContactsRowBuilder;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.WorkingTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Contacts of the last two and a half years, and those that are planned. The past is written at once, as it was; what is
 * planned goes through the model, so that every one has its task and its reminder.
 */
@Component
@Profile("demo")
@Order(30)
class DemoContacts implements DemoPart {

    private static final int PAST = 1_500;
    private static final int OVERDUE = 25;
    private static final int TODAY = 15;
    private static final int UPCOMING = 60;

    private static final List<String> PEOPLE = List.of("anna", "ben", "maria");
    private static final List<String> LEADS = List.of("P1D", "P1D", "P1D", "PT1H", "PT15M", "P7D");

    private final CreateContact createContact;
    private final JdbcClient jdbc;
    private final ImportContacts importContacts;
    private final BusinessTime time;
    private final WorkingTime work;

    DemoContacts(
            CreateContact createContact,
            JdbcClient jdbc,
            ImportContacts importContacts,
            BusinessTime time,
            WorkingTime work) {
        this.createContact = createContact;
        this.jdbc = jdbc;
        this.importContacts = importContacts;
        this.time = time;
        this.work = work;
    }

    /** Whom a contact is with. */
    private record Partner(long address, @Nullable Long person) {}

    private record Past(
            Partner partner,
            Topic topic,
            boolean incoming,
            boolean performed,
            Instant start,
            int minutes,
            String user) {}

    /**
     * What a contact may be about.
     *
     * @param longest minutes; 0 for a type without duration
     */
    private record Topic(String type, int longest, String subject, String result) {}

    private static final List<Topic> TOPICS = List.of(
            new Topic("CALL", 40, "Angebot nachfassen", "Angebot liegt beim Einkauf, Entscheidung nächste Woche."),
            new Topic(
                    "CALL",
                    25,
                    "Rückfrage zur Lieferung",
                    "Lieferung ist angekommen, zwei Positionen fehlten. Nachlieferung zugesagt."),
            new Topic("CALL", 30, "Reklamation Rechnung", "Falscher Rabatt berechnet, Gutschrift wird geschickt."),
            new Topic("CALL", 20, "Termin abstimmen", "Besuch in der kommenden Woche passt, Uhrzeit folgt per Mail."),
            new Topic(
                    "CALL",
                    45,
                    "Bedarf für das nächste Quartal",
                    "Bedarf steigt um rund zehn Prozent, neue Preisstaffel gewünscht."),
            new Topic(
                    "CALL",
                    35,
                    "Zufriedenheit nach der Einführung",
                    "Läuft gut. Wunsch: Schulung für zwei neue Kolleginnen."),
            new Topic("EMAIL", 0, "Katalog zugesandt", "Katalog und Preisliste verschickt."),
            new Topic("EMAIL", 0, "Unterlagen zum Rahmenvertrag", "Entwurf verschickt, Rückmeldung steht aus."),
            new Topic(
                    "EMAIL",
                    0,
                    "Anfrage Sonderanfertigung",
                    "An die Technik weitergegeben, Antwort bis Freitag versprochen."),
            new Topic(
                    "VISIT", 150, "Jahresgespräch vor Ort", "Guter Austausch, Ziele für das kommende Jahr vereinbart."),
            new Topic("VISIT", 90, "Vorführung der neuen Geräte", "Interesse an zwei Geräten, Angebot erwünscht."),
            new Topic("VISIT", 120, "Aufmaß und Beratung", "Maße aufgenommen, Zeichnung folgt."),
            new Topic("LETTER", 0, "Einladung zum Tag der offenen Tür", "Einladung verschickt."),
            new Topic("FAX", 0, "Auftragsbestätigung", "Bestätigung gefaxt."),
            new Topic(
                    "MEETING",
                    75,
                    "Projektbesprechung online",
                    "Offene Punkte verteilt, nächster Termin in zwei Wochen."),
            new Topic(
                    "MEETING",
                    60,
                    "Vorstellung des Servicepakets",
                    "Paket Plus passt am besten, Entscheidung im Team."));

    private static final List<String> REASONS = List.of(
            "Nicht erreicht, versuche es wieder.",
            "Ansprechpartner im Urlaub.",
            "Termin vom Kunden abgesagt.",
            "Krankheitsbedingt ausgefallen.");

    @Override
    public void create() {
        Random random = new Random(20_261_124);
        List<Partner> partners = partners();
        List<Long> campaigns = jdbc.sql(
                        "select id from rapport.campaign_title where not deleted and title in (:titles) order by id")
                .param("titles", DemoCampaigns.titles())
                .query(Long.class)
                .list();
        past(random, partners, campaigns);
        planned(random, partners, campaigns);
    }

    /** A few customers that one talks to often, and many seldom. */
    private List<Partner> partners() {
        return jdbc.sql("""
                        select coalesce(company_id, id) as address, case when kind = 'PERSON' then id end as person
                        from rapport.address_card a
                        where not a.inactive and not exists (select from rapport.user_card u where u.address_id = a.id)
                        order by id""")
                .query((row, n) -> new Partner(row.getLong("address"), row.getObject("person", Long.class)))
                .list();
    }

    private void past(Random random, List<Partner> partners, List<Long> campaigns) {
        List<Past> all = new ArrayList<>();
        LocalDate yesterday = time.today().minusDays(1);
        while (all.size() < PAST) {
            Topic topic = any(random, TOPICS);
            boolean performed = random.nextInt(100) < 87;
            int minutes = performed && topic.longest > 0 ? 5 * (1 + random.nextInt(topic.longest / 5)) : 0;
            all.add(new Past(
                    partner(random, partners),
                    topic,
                    random.nextInt(5) < 2,
                    performed,
                    officeHours(random, work.workingDayUntil(yesterday.minusDays((long)
                                    (Math.pow(random.nextDouble(), 1.5) * 900))))
                            .toInstant(),
                    minutes,
                    any(random, PEOPLE)));
        }
        all.sort(Comparator.comparing(Past::start));
        importContacts.add(all.stream()
                .map(past -> {
                    Instant created = past.start.minusSeconds(3_600L * random.nextInt(240));
                    return ImportContactsRowBuilder.builder()
                            .addressId(past.partner.address)
                            .contactPersonId(past.partner.person)
                            .responsible(random.nextInt(4) == 0 ? null : past.user)
                            .type(past.topic.type)
                            .direction(past.incoming ? Direction.INCOMING : Direction.OUTGOING)
                            .performed(past.performed)
                            .start(past.start)
                            .minutes(past.minutes)
                            .subject(past.topic.subject)
                            .infotext(past.performed ? past.topic.result : any(random, REASONS))
                            .campaignId(campaign(random, campaigns))
                            .createdAt(created)
                            .closedAt(past.start.plusSeconds(60L * (past.minutes + 5)))
                            .by(past.user)
                            .build();
                })
                .toList());
    }

    private void planned(Random random, List<Partner> partners, List<Long> campaigns) {
        LocalDate today = time.today();
        try {
            for (int i = 0; i < OVERDUE + TODAY + UPCOMING; i++) {
                LocalDate day = i < OVERDUE
                        ? work.workingDayUntil(today.minusDays(1 + random.nextInt(14)))
                        : i < OVERDUE + TODAY
                                ? today
                                : today.plusDays(1 + (long) (Math.pow(random.nextDouble(), 2) * 60));
                plan(random, partner(random, partners), campaigns, officeHours(random, day));
            }
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private void plan(Random random, Partner partner, List<Long> campaigns, ZonedDateTime start) {
        Topic topic = any(random, TOPICS);
        String creator = any(random, PEOPLE);
        Long campaign = campaign(random, campaigns);
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        creator, null, AuthorityUtils.createAuthorityList("ROLE_STAFF")));
        createContact.create(ContactDraftBuilder.builder()
                .addressId(Long.toString(partner.address))
                .contactPersonId(partner.person == null ? null : partner.person.toString())
                .responsible(any(random, PEOPLE))
                .type(topic.type)
                .direction("OUTGOING")
                .status("PLANNED")
                .start(start.toLocalDateTime().toString())
                .duration("00:00")
                .reminder(random.nextInt(10) < 9)
                .reminderLead(any(random, LEADS))
                .subject(topic.subject)
                .campaignId(campaign == null ? null : campaign.toString())
                .build());
    }

    private static Partner partner(Random random, List<Partner> partners) {
        return partners.get((int) (partners.size() * Math.pow(random.nextDouble(), 2.5)));
    }

    /** One in six belongs to a campaign. */
    private static @Nullable Long campaign(Random random, List<Long> campaigns) {
        return campaigns.isEmpty() || random.nextInt(6) > 0 ? null : any(random, campaigns);
    }

    private ZonedDateTime officeHours(Random random, LocalDate day) {
        return day.atTime(8 + random.nextInt(10), 15 * random.nextInt(4)).atZone(time.zone());
    }

    private static <T> T any(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
