package dev.rapport.model.rehearsal;

import dev.rapport.engine.PastItems.Past;
import dev.rapport.engine.PastItemsWantedBuilder;
import dev.rapport.model.rehearsal.Rehearsal.Alike;
import dev.rapport.model.rehearsal.Rehearsal.Line;
import dev.rapport.model.rehearsal.Rehearsal.Status;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Cursor;
import dev.rapport.shared.Languages;
import dev.rapport.shared.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps rehearsals: for a month, as long as their files wait for a second person, and for ever those of what was deployed. */
@Repository
class RehearsalStore {

    private static final Duration KEPT = Duration.ofDays(30);

    /** A node speaks for its own more often than that; see {@link Rehearse}. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    /** So many different answers nobody reads. */
    private static final int MOST_GROUPS = 200;

    private static final int LATEST = 50;

    /** What refused an item, which the life keeps that was refused. */
    private static final String SENTENCE = """
            case when verdict = 'REFUSED' then now -> 'refused' -> 'sentences' ->> :language
                 when verdict in ('ALLOWED', 'NOT_COMPARABLE') then before -> 'refused' -> 'sentences' ->> :language end as sentence""";

    private static final String LINE = "select turn, item_id, number, subject, verdict, said, " + SENTENCE;

    private static final String READ = """
            select r.*, now_called.version_ as deployed_as, coalesce(u.name, r.created_by) as created_by_name
            from rapport.rehearsal r left join rapport.user_card u on u.user_id = r.created_by
            left join lateral (select max(d.version_) as version_ from act_re_procdef d
                               where d.deployment_id_ = r.deployment_id and d.key_ = r.process) now_called on true
            """;

    private final JdbcClient jdbc;
    private final BusinessTime time;

    RehearsalStore(JdbcClient jdbc, BusinessTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /** Both lives of an item; none where they were the same. */
    record Lives(@Nullable Life before, @Nullable Life now) {}

    /** The drawings of the process, in force and rehearsed. */
    record Drawings(@Nullable String before, @Nullable String now) {}

    /** One item that had its turn. */
    record Result(Past past, Comparison comparison, Life before, Life now) {}

    /** Keeps a new one and returns its id. */
    @Transactional
    public Long begin(Rehearsal rehearsal, String digest, Drawings drawings) {
        jdbc.sql("""
                        delete from rapport.rehearsal where created_at < :forgotten and deployment_id is null
                        and digest not in (select p.digest from rapport.model_proposal p where p.status = 'WAITING')""").param("forgotten", Timestamp.from(time.now().minus(KEPT))).update();
        return jdbc.sql("""
                        insert into rapport.rehearsal (process, version, digest, most, first_day, last_day, type, outcome,
                          status, created_at, created_by, heard_at, drawn_before, drawn_now)
                        values (:process, :version, :digest, :most, :from, :to, :type, :outcome,
                          'RUNNING', :now, :by, :now, :before, :drawn) returning id""")
                .param("process", rehearsal.process())
                .param("version", rehearsal.version())
                .param("digest", digest)
                .param("most", rehearsal.wanted().most())
                .param("from", rehearsal.wanted().from())
                .param("to", rehearsal.wanted().to())
                .param("type", rehearsal.wanted().type())
                .param("outcome", rehearsal.wanted().outcome())
                .param("now", Timestamp.from(rehearsal.createdAt()))
                .param("by", rehearsal.createdBy())
                .param("before", drawings.before())
                .param("drawn", drawings.now())
                .query(Long.class)
                .single();
    }

    /**
     * Keeps how many items one has whose turn has come.
     *
     * @return whether it is to go on
     */
    @Transactional
    public boolean count(Long id, int total) {
        return jdbc.sql("""
                        update rapport.rehearsal set total = :total, heard_at = :now
                        where id = :id and status = 'RUNNING'""")
                        .param("id", id)
                        .param("total", total)
                        .param("now", Timestamp.from(time.now()))
                        .update()
                == 1;
    }

    /** The node that has them is still there. */
    @Transactional
    public void hear(Collection<Long> ids) {
        jdbc.sql("update rapport.rehearsal set heard_at = :now where id in (:ids) and status = 'RUNNING'")
                .param("ids", ids)
                .param("now", Timestamp.from(time.now()))
                .update();
    }

    /**
     * Adds some items that had their turn.
     *
     * @return whether it is to go on
     */
    @Transactional
    public boolean add(Long id, int handled, List<Result> results) {
        int turn = handled;
        for (Result result : results) {
            turn++;
            boolean same = result.comparison().verdict() == Verdict.SAME;
            jdbc.sql("""
                            insert into rapport.rehearsal_item (rehearsal_id, turn, item_id, number, subject, verdict, said, before, now)
                            values (:id, :turn, :item, :number, :subject, :verdict, cast(:said as jsonb), cast(:before as jsonb),
                              cast(:now as jsonb))""")
                    .param("id", id)
                    .param("turn", turn)
                    .param("item", result.past().id())
                    .param("number", result.past().number())
                    .param("subject", result.past().subject())
                    .param("verdict", result.comparison().verdict().name())
                    .param("said", json(result.comparison().said()))
                    .param("before", same ? null : json(result.before()))
                    .param("now", same ? null : json(result.now()))
                    .update();
        }
        return jdbc.sql("""
                        update rapport.rehearsal set handled = :handled, heard_at = :now where id = :id
                        returning status = 'RUNNING'""")
                .param("id", id)
                .param("handled", turn)
                .param("now", Timestamp.from(time.now()))
                .query(Boolean.class)
                .single();
    }

    /** Ends one that runs. It belongs to what its files became while it ran, as others do when their files are deployed. */
    @Transactional
    public void end(Long id, Status status) {
        jdbc.sql("""
                        update rapport.rehearsal r set status = :status, heard_at = :now, deployment_id = coalesce(r.deployment_id, (
                            select p.deployment_id from rapport.model_proposal p
                            where p.digest = r.digest and p.status = 'APPROVED' and p.decided_at >= r.created_at
                            order by p.id desc limit 1))
                        where r.id = :id and r.status = 'RUNNING'""")
                .param("id", id)
                .param("status", status.name())
                .param("now", Timestamp.from(time.now()))
                .update();
    }

    @Transactional(readOnly = true)
    public Optional<Rehearsal> find(Long id) {
        return jdbc.sql(READ + "where r.id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    @Transactional(readOnly = true)
    public List<Rehearsal> latest() {
        return jdbc.sql(READ + "order by r.id desc limit :most")
                .param("most", LATEST)
                .query(this::read)
                .list();
    }

    /** Those of some files, the newest first. */
    @Transactional(readOnly = true)
    public List<Rehearsal> ofFiles(String digest) {
        return jdbc.sql(READ + "where r.digest = :digest order by r.id desc limit :most")
                .param("digest", digest)
                .param("most", LATEST)
                .query(this::read)
                .list();
    }

    /** Those of the files of one deployed version. */
    @Transactional(readOnly = true)
    public List<Rehearsal> of(String process, int version) {
        return jdbc.sql(READ + """
                        where r.deployment_id = (select d.deployment_id_ from act_re_procdef d
                                                 where d.key_ = :process and d.version_ = :version and d.tenant_id_ is null)
                        order by r.id desc limit :most""")
                .param("process", process)
                .param("version", version)
                .param("most", LATEST)
                .query(this::read)
                .list();
    }

    @Transactional(readOnly = true)
    public Drawings drawings(Long id) {
        return jdbc.sql("select drawn_before, drawn_now from rapport.rehearsal where id = :id")
                .param("id", id)
                .query((row, n) -> new Drawings(row.getString("drawn_before"), row.getString("drawn_now")))
                .single();
    }

    /** In no order. */
    @Transactional(readOnly = true)
    public List<Alike> groups(Long id, Locale reader) {
        return jdbc.sql("""
                        select verdict, said, count(*) as number, min(turn) as first,
                          (array_agg(sentence order by turn))[1] as sentence, count(distinct sentence) > 1 as varies
                        from (select verdict, said, turn, %s from rapport.rehearsal_item where rehearsal_id = :id) told
                        group by verdict, said order by number desc, first limit :most""".formatted(SENTENCE))
                .param("id", id)
                .param("language", language(reader))
                .param("most", MOST_GROUPS)
                .query((row, n) -> RehearsalAlikeBuilder.builder()
                        .verdict(Verdict.valueOf(row.getString("verdict")))
                        .said(said(row))
                        .number(row.getLong("number"))
                        .first(row.getInt("first"))
                        .sentence(row.getString("sentence"))
                        .varies(row.getBoolean("varies"))
                        .build())
                .list();
    }

    /**
     * Some items.
     *
     * @param like turn of one: only those of its group; null for all
     * @param after the page before's {@link Page#next}; null for the first page
     */
    @Transactional(readOnly = true)
    public Page<Line> lines(Long id, @Nullable Long like, @Nullable String after, int size, Locale reader) {
        Cursor cursor = Cursor.parse(after, 1);
        List<Line> lines = jdbc.sql("""
                        %s from rapport.rehearsal_item
                        where rehearsal_id = :id and turn > :after %s
                        order by turn limit :most""".formatted(LINE, like == null ? "" : """
                                and (verdict, said) = (select l.verdict, l.said from rapport.rehearsal_item l
                                                       where l.rehearsal_id = :id and l.turn = :like)"""))
                .param("id", id)
                .param("language", language(reader))
                .param("like", like)
                .param("after", cursor == null ? 0 : cursor.number(0))
                .param("most", size + 1)
                .query(RehearsalStore::line)
                .list();
        return Page.of(lines, size, line -> Cursor.of(line.turn()));
    }

    /** The first items of every group, one more of each than asked for where there are more; in one statement. */
    @Transactional(readOnly = true)
    public List<Line> firstLines(Long id, int ofEach, Locale reader) {
        return jdbc.sql("""
                        %s from (
                          select i.*, row_number() over (partition by verdict, said order by turn) as place
                          from rapport.rehearsal_item i where rehearsal_id = :id
                        ) placed where place <= :most order by turn""".formatted(LINE))
                .param("id", id)
                .param("language", language(reader))
                .param("most", ofEach + 1)
                .query(RehearsalStore::line)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Line> line(Long id, long turn, Locale reader) {
        return jdbc.sql(LINE + " from rapport.rehearsal_item where rehearsal_id = :id and turn = :turn")
                .param("language", language(reader))
                .param("id", id)
                .param("turn", turn)
                .query(RehearsalStore::line)
                .optional();
    }

    @Transactional(readOnly = true)
    public Lives lives(Long id, long turn) {
        return jdbc.sql("select before, now from rapport.rehearsal_item where rehearsal_id = :id and turn = :turn")
                .param("id", id)
                .param("turn", turn)
                .query((row, n) -> new Lives(life(row.getString("before")), life(row.getString("now"))))
                .single();
    }

    private static String language(Locale reader) {
        return Languages.of(reader).getLanguage();
    }

    private static Line line(ResultSet row, int n) throws SQLException {
        return RehearsalLineBuilder.builder()
                .turn(row.getInt("turn"))
                .itemId(row.getLong("item_id"))
                .number(row.getString("number"))
                .subject(row.getString("subject"))
                .verdict(Verdict.valueOf(row.getString("verdict")))
                .said(said(row))
                .sentence(row.getString("sentence"))
                .build();
    }

    private static List<String> said(ResultSet row) throws SQLException {
        return JsonMapper.shared().readValue(row.getString("said"), new TypeReference<List<String>>() {});
    }

    private static @Nullable Life life(@Nullable String json) {
        return json == null ? null : JsonMapper.shared().readValue(json, Life.class);
    }

    private static String json(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }

    private Rehearsal read(ResultSet row, int n) throws SQLException {
        Status status = Status.valueOf(row.getString("status"));
        boolean silent =
                row.getTimestamp("heard_at").toInstant().isBefore(time.now().minus(SILENCE));
        return RehearsalBuilder.builder()
                .id(row.getLong("id"))
                .process(row.getString("process"))
                .version(row.getObject("version", Integer.class))
                .deployedAs(row.getObject("deployed_as", Integer.class))
                .wanted(PastItemsWantedBuilder.builder()
                        .most(row.getInt("most"))
                        .from(row.getObject("first_day", LocalDate.class))
                        .to(row.getObject("last_day", LocalDate.class))
                        .type(row.getString("type"))
                        .outcome(row.getString("outcome"))
                        .build())
                .status(status == Status.RUNNING && silent ? Status.FAILED : status)
                .total(row.getInt("total"))
                .handled(row.getInt("handled"))
                .createdAt(row.getTimestamp("created_at").toInstant())
                .createdBy(row.getString("created_by"))
                .createdByName(row.getString("created_by_name"))
                .build();
    }
}
