package dev.rapport.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import dev.rapport.campaign.AssignAddress;
import dev.rapport.campaign.CampaignChange;
import dev.rapport.campaign.ChangeCampaign;
import dev.rapport.campaign.DeleteCampaign;
import dev.rapport.contact.CompleteContact;
import dev.rapport.contact.ContactDraft;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.contact.CreateContact;
import dev.rapport.history.HistoryOracle.Item;
import dev.rapport.history.HistoryOracle.Line;
import dev.rapport.lists.Entry;
import dev.rapport.lists.Entry.Kind;
import dev.rapport.lists.EntryFilter;
import dev.rapport.measure.CompleteMeasure;
import dev.rapport.measure.CreateMeasure;
import dev.rapport.measure.MeasureDraft;
import dev.rapport.measure.MeasureOutcome;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Change;
import dev.rapport.shared.Page;
import dev.rapport.support.TimeLimit;
import dev.rapport.user.DisableUser;
import jakarta.persistence.EntityManager;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContextManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whatever people do, in whatever order, a history shows what the oracle says and never loses or changes an entry (rules
 * 27 to 31). Each sequence runs in one transaction that is rolled back, so that thousands of contacts do not get into
 * the way of other tests; what it does is what people do, down to the models.
 */
@IntegrationTest
class HistoryPropertyTest {

    private static final int ADDRESSES = 4;

    private static final List<String> USERS = List.of("oracle-ulla", "oracle-uwe");

    @Autowired
    private ShowHistory showHistory;

    @Autowired
    private AssignAddress assignAddress;

    @Autowired
    private ChangeCampaign changeCampaign;

    @Autowired
    private DeleteCampaign deleteCampaign;

    @Autowired
    private CreateContact createContact;

    @Autowired
    private CompleteContact completeContact;

    @Autowired
    private CreateMeasure createMeasure;

    @Autowired
    private CompleteMeasure completeMeasure;

    @Autowired
    private DisableUser disableUser;

    @Autowired
    private BusinessTime time;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private EntityManager entityManager;

    @Autowired
    private TransactionTemplate transactions;

    /** jqwik knows nothing of Spring. */
    @BeforeProperty
    void inject() throws Exception {
        new TestContextManager(getClass()).prepareTestInstance(this);
    }

    @AddLifecycleHook(TimeLimit.class)
    @Property(edgeCases = EdgeCasesMode.NONE)
    void aHistoryShowsWhatTheOracleSaysAndNeverLosesOrChangesAnEntry(@ForAll("sequences") List<Step> sequence) {
        transactions.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            World world = new World();
            for (Step step : sequence) {
                step.deed().accept(world);
                // the next step reads what the database has, as it would in a transaction of its own
                entityManager.flush();
                entityManager.clear();
                // the first company has its contact persons' entries too
                world.compare(world.addresses.get(0));
            }
            world.addresses.forEach(world::compare);
        });
    }

    @Provide
    Arbitrary<List<Step>> sequences() {
        Arbitrary<Integer> address = Arbitraries.integers().between(0, ADDRESSES - 1);
        Arbitrary<Integer> campaign = Arbitraries.integers().between(0, 1);
        Arbitrary<Integer> user = Arbitraries.integers().between(0, 1);
        Arbitrary<Integer> perhapsCampaign = campaign.injectNull(0.2);
        Arbitrary<Integer> perhapsUser = user.injectNull(0.5);
        Arbitrary<Integer> daysAgo = Arbitraries.integers().between(1, 3);
        Arbitrary<Integer> which = Arbitraries.integers().between(0, 3);
        Arbitrary<String> status = Arbitraries.of("PLANNED", "PERFORMED", "NOT_PERFORMED");
        Arbitrary<String> outcome = Arbitraries.of("performed", "notPerformed");
        Arbitrary<Step> steps = Arbitraries.frequencyOf(
                Tuple.of(6, Combinators.combine(campaign, address).as(Step::assign)),
                Tuple.of(3, Combinators.combine(campaign, address).as(Step::remove)),
                Tuple.of(
                        4,
                        Combinators.combine(address, perhapsCampaign, perhapsUser, daysAgo, status)
                                .as(Step::contact)),
                Tuple.of(
                        4,
                        Combinators.combine(perhapsCampaign, perhapsUser, daysAgo)
                                .as(Step::measure)),
                Tuple.of(3, Combinators.combine(which, outcome).as(Step::closeContact)),
                Tuple.of(5, Combinators.combine(which, outcome).as(Step::closeMeasure)),
                Tuple.of(1, campaign.map(Step::delete)),
                Tuple.of(1, campaign.map(Step::rename)),
                Tuple.of(1, user.map(Step::disable)));
        return steps.list().ofMinSize(1).ofMaxSize(12);
    }

    /** Something that somebody does, with a name that a failure is reported by; numbers choose among what there is. */
    private record Step(String name, Consumer<World> deed) {

        static Step assign(int campaign, int address) {
            return new Step(
                    "assign address %d to campaign %d".formatted(address, campaign),
                    world -> world.assign(world.campaigns.get(campaign), world.addresses.get(address)));
        }

        static Step remove(int campaign, int address) {
            return new Step(
                    "remove address %d from campaign %d".formatted(address, campaign),
                    world -> world.remove(world.campaigns.get(campaign), world.addresses.get(address)));
        }

        static Step contact(
                int address, @Nullable Integer campaign, @Nullable Integer user, int daysAgo, String status) {
            return new Step(
                    "contact address %d, campaign %s, user %s, %d days ago, %s"
                            .formatted(address, campaign, user, daysAgo, status),
                    world -> world.contact(
                            world.addresses.get(address), world.campaign(campaign), world.user(user), daysAgo, status));
        }

        static Step measure(@Nullable Integer campaign, @Nullable Integer user, int daysAgo) {
            return new Step(
                    "measure, campaign %s, user %s, %d days ago".formatted(campaign, user, daysAgo),
                    world -> world.measure(world.campaign(campaign), world.user(user), daysAgo));
        }

        static Step closeContact(int which, String outcome) {
            return new Step(
                    "close contact %d as %s".formatted(which, outcome), world -> world.closeContact(which, outcome));
        }

        static Step closeMeasure(int which, String outcome) {
            return new Step(
                    "close measure %d as %s".formatted(which, outcome), world -> world.closeMeasure(which, outcome));
        }

        static Step delete(int campaign) {
            return new Step("delete campaign " + campaign, world -> world.delete(world.campaigns.get(campaign)));
        }

        static Step rename(int campaign) {
            return new Step("rename campaign " + campaign, world -> world.rename(world.campaigns.get(campaign)));
        }

        static Step disable(int user) {
            return new Step("disable user " + user, world -> world.disable(USERS.get(user)));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Two companies, one of them with two contact persons, two campaigns and two users, made for one sequence. */
    private final class World {

        final HistoryOracle oracle = new HistoryOracle();
        final List<Long> addresses = new ArrayList<>();
        final List<Long> campaigns = new ArrayList<>();
        private final Set<Long> deleted = new HashSet<>();
        private final Set<String> disabled = new HashSet<>();
        private final Map<String, Entry> closed = new HashMap<>();
        private int named;

        World() {
            long company = address("COMPANY", null);
            address("COMPANY", null);
            address("PERSON", company);
            address("PERSON", company);
            for (int i = 0; i < 2; i++) {
                String title = "Kampagne " + i;
                long id = jdbc.sql("""
                                insert into rapport.campaign (title, created_at, created_by)
                                values (:title, now(), 'test') returning id""").param("title", title).query(Long.class).single();
                campaigns.add(id);
                oracle.campaign(id, title);
            }
            for (String user : USERS) {
                jdbc.sql("""
                                with person as (
                                  insert into rapport.address (kind, name, created_by, updated_by)
                                  values ('PRIVATE', :user, 'test', 'test') returning id)
                                insert into rapport.app_user (user_id, address_id) select :user, id from person""").param("user", user).update();
            }
        }

        private long address(String kind, @Nullable Long company) {
            long id = jdbc.sql("""
                            insert into rapport.address (kind, company_id, name, created_by, updated_by)
                            values (:kind, :company, 'Muster', 'test', 'test') returning id""")
                    .param("kind", kind)
                    .param("company", company)
                    .query(Long.class)
                    .single();
            addresses.add(id);
            oracle.address(id, company);
            return id;
        }

        @Nullable
        Long campaign(@Nullable Integer index) {
            return index == null ? null : campaigns.get(index);
        }

        @Nullable
        String user(@Nullable Integer index) {
            return index == null ? null : USERS.get(index);
        }

        void assign(Long campaign, Long address) {
            if (done(!deleted.contains(campaign), () -> assignAddress.assign(campaign, address))) {
                oracle.assign(campaign, address);
            }
        }

        void remove(Long campaign, Long address) {
            assignAddress.remove(campaign, address);
            oracle.remove(campaign, address);
        }

        void contact(Long address, @Nullable Long campaign, @Nullable String user, int daysAgo, String status) {
            Instant start = daysAgo(daysAgo);
            String subject = "Kontakt " + ++named;
            ContactDraft draft = new ContactDraft(
                    address.toString(),
                    null,
                    user,
                    "EMAIL",
                    "OUTGOING",
                    status,
                    start.toString(),
                    "00:00",
                    false,
                    null,
                    subject,
                    null,
                    text(campaign));
            if (done(usable(campaign, user), () -> createContact.create(draft))) {
                Item contact =
                        new Item(Kind.CONTACT, newest("contact"), subject, start, person(address), user, campaign);
                contact.status = status;
                oracle.contact(contact, address);
            }
        }

        void measure(@Nullable Long campaign, @Nullable String user, int daysAgo) {
            LocalDate day = time.today().minusDays(daysAgo);
            String subject = "Maßnahme " + ++named;
            MeasureDraft draft = new MeasureDraft(subject, null, text(campaign), day.toString(), user);
            if (done(usable(campaign, user), () -> createMeasure.create(draft))) {
                oracle.measure(new Item(
                        Kind.MEASURE,
                        newest("measure"),
                        subject,
                        day.atStartOfDay(time.zone()).toInstant(),
                        null,
                        user,
                        campaign));
            }
        }

        void closeContact(int which, String outcome) {
            List<Item> open = oracle.open(Kind.CONTACT);
            if (open.isEmpty()) {
                return;
            }
            Item contact = open.get(which % open.size());
            String infotext = "Ergebnis " + ++named;
            completeContact.complete(
                    contact.id, version("contact", contact.id), new ContactOutcome(outcome, null, "00:00", infotext));
            oracle.closeContact(contact, status(outcome), infotext);
        }

        /** Performed, it needs a campaign; a deleted one will do (rule 29). */
        void closeMeasure(int which, String outcome) {
            List<Item> open = oracle.open(Kind.MEASURE);
            if (open.isEmpty()) {
                return;
            }
            Item measure = open.get(which % open.size());
            String infotext = "Ergebnis " + ++named;
            if (done(
                    measure.campaign != null || outcome.equals("notPerformed"),
                    () -> completeMeasure.complete(
                            measure.id,
                            version("measure", measure.id),
                            new MeasureOutcome(outcome, Change.none(), null, infotext)))) {
                Instant now = jdbc.sql("select closed_at from rapport.measure where id = :id")
                        .param("id", measure.id)
                        .query(Timestamp.class)
                        .single()
                        .toInstant();
                oracle.closeMeasure(measure, status(outcome), infotext, now);
            }
        }

        void delete(Long campaign) {
            deleteCampaign.delete(campaign);
            deleted.add(campaign);
        }

        /** An entry names its campaign as it is called now; nothing else of it changes. */
        void rename(Long campaign) {
            String title = "Umbenannt " + ++named;
            CampaignChange change = new CampaignChange(
                    version("campaign", campaign), Change.to(title), Change.none(), Change.none(), Change.none());
            if (done(!deleted.contains(campaign), () -> changeCampaign.change(campaign, change))) {
                oracle.campaign(campaign, title);
            }
        }

        void disable(String user) {
            disableUser.disable(user);
            disabled.add(user);
        }

        /** What is shown is what the oracle says, and what was closed once is as it was shown then. */
        void compare(Long address) {
            List<Entry> shown = showHistory
                    .show(address, EntryFilter.none(), null, Page.MAXIMUM_LIMIT)
                    .items();
            assertThat(shown.stream().map(Line::of).toList()).isEqualTo(oracle.history(address));
            for (Entry entry : shown) {
                if (!entry.upcoming()) {
                    Entry first = closed.putIfAbsent(address + "/" + entry.number(), entry);
                    assertThat(entry)
                            .usingRecursiveComparison()
                            .ignoringFields("campaign")
                            .isEqualTo(first == null ? entry : first);
                }
            }
            List<String> numbers =
                    shown.stream().map(entry -> address + "/" + entry.number()).toList();
            assertThat(numbers)
                    .containsAll(closed.keySet().stream()
                            .filter(key -> key.startsWith(address + "/"))
                            .toList());
        }

        /** Does what is allowed; what is not must be refused. */
        private boolean done(boolean allowed, Runnable deed) {
            if (allowed) {
                deed.run();
            } else {
                assertThatThrownBy(deed::run).isInstanceOf(BusinessRuleViolation.class);
            }
            return allowed;
        }

        private boolean usable(@Nullable Long campaign, @Nullable String user) {
            return (campaign == null || !deleted.contains(campaign)) && (user == null || !disabled.contains(user));
        }

        private @Nullable Long person(Long address) {
            return addresses.indexOf(address) < 2 ? null : address;
        }

        private Instant daysAgo(int days) {
            return time.today().minusDays(days).atTime(9, 0).atZone(time.zone()).toInstant();
        }

        private long newest(String table) {
            return jdbc.sql("select max(id) from rapport." + table)
                    .query(Long.class)
                    .single();
        }

        private int version(String table, Long id) {
            return jdbc.sql("select version from rapport." + table + " where id = :id")
                    .param("id", id)
                    .query(Integer.class)
                    .single();
        }

        private static String status(String outcome) {
            return outcome.equals("performed") ? "PERFORMED" : "NOT_PERFORMED";
        }

        private static @Nullable String text(@Nullable Long id) {
            return id == null ? null : id.toString();
        }
    }
}
