package dev.rapport.model.moves;

import dev.rapport.model.moves.ModelMove.Item;
import dev.rapport.model.moves.ModelMove.Reason;
import dev.rapport.model.moves.ModelMove.Result;
import dev.rapport.model.moves.ModelMove.Status;
import dev.rapport.shared.BusinessTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All orders to move running items, whose turn it is, and what runs in which version. Joins the caller's transaction. */
@Repository
class MoveStore {

    private static final String READ = """
            select m.*, coalesce(o.name, m.created_by) as ordered_by, coalesce(x.name, m.stopped_by) as ended_by
            from rapport.model_move m
            left join rapport.user_card o on o.user_id = m.created_by
            left join rapport.user_card x on x.user_id = m.stopped_by
            """;

    /** Of a model's older versions; what another model has called is none. */
    private static final String OLDER = """
            from act_ru_execution e
            join act_re_procdef d on d.id_ = e.proc_def_id_ and d.key_ = :process and d.version_ < :version and d.tenant_id_ is null
            """;

    private static final String OUTERMOST =
            "where e.parent_id_ is null and e.super_exec_ is null and e.business_key_ is not null";

    private final JdbcClient jdbc;
    private final BusinessTime time;

    MoveStore(JdbcClient jdbc, BusinessTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /**
     * Some that wait at the same steps of the same version.
     *
     * @param here ids of the elements
     * @param sample instance of one of them
     */
    record Alike(String definition, int version, List<String> here, int number, String sample) {}

    /** What runs in older versions. */
    List<Alike> alike(String process, int version) {
        return jdbc.sql(
                        "select d.id_ as definition, d.version_ as version, w.here, count(*) as number, min(e.id_) as sample "
                                + OLDER + """
                        cross join lateral (
                          select array_agg(distinct x.act_id_ order by x.act_id_)
                                   filter (where x.is_active_ and x.act_id_ is not null) as here,
                                 bool_or(x.is_event_scope_) as compensable,
                                 exists (select from act_ru_job j
                                         where j.process_instance_id_ = e.id_ and j.type_ = 'message') as asynchronous
                          from act_ru_execution x where x.proc_inst_id_ = e.id_) w
                        """ + OUTERMOST
                                + " group by d.id_, d.version_, w.here, w.compensable, w.asynchronous order by d.version_ desc, number desc")
                .param("process", process)
                .param("version", version)
                .query((row, n) -> new Alike(
                        row.getString("definition"),
                        row.getInt("version"),
                        elements(row),
                        row.getInt("number"),
                        row.getString("sample")))
                .list();
    }

    private static List<String> elements(ResultSet row) throws SQLException {
        return row.getArray("here") == null
                ? List.of()
                : List.of((String[]) row.getArray("here").getArray());
    }

    /**
     * Adds an order with what runs in older versions now.
     *
     * @param from only what runs in this one; null for all
     */
    Long add(String process, int version, String definition, @Nullable Integer from, String user) {
        Long id = empty(process, version, definition, user);
        int total = jdbc.sql("""
                        insert into rapport.model_move_item (move_id, turn, item_id, number, subject, instance, from_version)
                        select :id, row_number() over (order by i.id), i.id, i.number, i.subject, e.id_, d.version_
                        """ + OLDER
                        + "join %s i on i.id::text = e.business_key_ "
                                .formatted(
                                        process.equals("contact")
                                                ? "rapport.contact_entry_ever"
                                                : "rapport.measure_entry_ever")
                        + OUTERMOST + (from == null ? "" : " and d.version_ = :from"))
                .param("id", id)
                .param("process", process)
                .param("version", version)
                .param("from", from)
                .update();
        jdbc.sql("update rapport.model_move set total = :total where id = :id")
                .param("total", total)
                .param("id", id)
                .update();
        return id;
    }

    /** An order in which nothing is meant. */
    Long empty(String process, int version, String definition, String user) {
        return jdbc.sql("""
                        insert into rapport.model_move (process, version, definition, status, created_at, created_by)
                        values (:process, :version, :definition, 'RUNNING', :now, :user) returning id""")
                .param("process", process)
                .param("version", version)
                .param("definition", definition)
                .param("now", Timestamp.from(time.now()))
                .param("user", user)
                .query(Long.class)
                .single();
    }

    Optional<ModelMove> find(Long id) {
        return jdbc.sql(READ + "where m.id = :id")
                .param("id", id)
                .query((row, n) -> move(row))
                .optional();
    }

    /** Locks the order: a job that was thought dead and comes back waits here, and then sees what was done. */
    Optional<ModelMove> lock(Long id) {
        return jdbc.sql(READ + "where m.id = :id for update of m")
                .param("id", id)
                .query((row, n) -> move(row))
                .optional();
    }

    /** The one that runs. */
    Optional<ModelMove> running(String process) {
        return jdbc.sql(READ + "where m.process = :process and m.status = 'RUNNING'")
                .param("process", process)
                .query((row, n) -> move(row))
                .optional();
    }

    List<ModelMove> latest(String process, int most) {
        return jdbc.sql(READ + "where m.process = :process order by m.id desc limit :most")
                .param("process", process)
                .param("most", most)
                .query((row, n) -> move(row))
                .list();
    }

    /** The one whose turn it is. */
    Item next(ModelMove move) {
        return jdbc.sql("select * from rapport.model_move_item where move_id = :id and turn = :turn")
                .param("id", move.id())
                .param("turn", move.handled() + 1)
                .query((row, n) -> item(row))
                .single();
    }

    /** Keeps what became of the one whose turn it was; the order moves on, and is done with the last one. */
    void handled(ModelMove move, Result result, @Nullable Reason reason, @Nullable String step) {
        jdbc.sql("""
                        update rapport.model_move_item set result = :result, reason = :reason, step = :step
                        where move_id = :id and turn = :turn""")
                .param("result", result.name())
                .param("reason", reason == null ? null : reason.name())
                .param("step", step)
                .param("id", move.id())
                .param("turn", move.handled() + 1)
                .update();
        jdbc.sql("update rapport.model_move set handled = handled + 1, moved = moved + :moved where id = :id")
                .param("moved", result == Result.MOVED ? 1 : 0)
                .param("id", move.id())
                .update();
    }

    /** Ends one that runs. */
    void end(Long id, Status status, @Nullable String stoppedBy) {
        jdbc.sql("""
                        update rapport.model_move set status = :status, stopped_by = :by, finished_at = :now
                        where id = :id and status = 'RUNNING'""")
                .param("status", status.name())
                .param("by", stoppedBy)
                .param("now", Timestamp.from(time.now()))
                .param("id", id)
                .update();
    }

    /** Those that had their turn, in order. */
    List<Item> items(Long id, boolean keptOnly, long after, int most) {
        return jdbc.sql("""
                        select * from rapport.model_move_item
                        where move_id = :id and turn > :after and result is not null %s
                        order by turn limit :most""".formatted(keptOnly ? "and result = 'KEPT'" : ""))
                .param("id", id)
                .param("after", after)
                .param("most", most)
                .query((row, n) -> item(row))
                .list();
    }

    private static Item item(ResultSet row) throws SQLException {
        String result = row.getString("result");
        String reason = row.getString("reason");
        return ModelMoveItemBuilder.builder()
                .turn(row.getInt("turn"))
                .itemId(row.getLong("item_id"))
                .number(row.getString("number"))
                .subject(row.getString("subject"))
                .instance(row.getString("instance"))
                .from(row.getInt("from_version"))
                .result(result == null ? null : Result.valueOf(result))
                .reason(reason == null ? null : Reason.valueOf(reason))
                .step(row.getString("step"))
                .build();
    }

    private static ModelMove move(ResultSet row) throws SQLException {
        Timestamp finished = row.getTimestamp("finished_at");
        return ModelMoveBuilder.builder()
                .id(row.getLong("id"))
                .process(row.getString("process"))
                .version(row.getInt("version"))
                .definition(row.getString("definition"))
                .total(row.getInt("total"))
                .handled(row.getInt("handled"))
                .moved(row.getInt("moved"))
                .status(Status.valueOf(row.getString("status")))
                .stoppedBy(row.getString("ended_by"))
                .createdAt(row.getTimestamp("created_at").toInstant())
                .createdBy(row.getString("created_by"))
                .createdByName(row.getString("ordered_by"))
                .finishedAt(finished == null ? null : finished.toInstant())
                .build();
    }
}
