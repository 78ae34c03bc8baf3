package dev.rapport.model.proposals;

import dev.rapport.model.ModelFile;
import dev.rapport.model.Place;
import dev.rapport.model.Proposals.Wish;
import dev.rapport.model.check.Finding;
import dev.rapport.model.proposals.Proposal.Status;
import dev.rapport.shared.BusinessTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps proposals for ever, with their files. */
@Repository
class ProposalStore {

    private static final String READ = """
            select p.*, coalesce(u.name, p.proposed_by) as proposed_by_name, coalesce(d.name, p.decided_by) as decided_by_name,
                array(select f.name from rapport.model_proposal_file f where f.proposal_id = p.id order by f.name) as names
            from rapport.model_proposal p
            left join rapport.user_card u on u.user_id = p.proposed_by
            left join rapport.user_card d on d.user_id = p.decided_by
            """;

    private final JdbcClient jdbc;
    private final BusinessTime time;

    ProposalStore(JdbcClient jdbc, BusinessTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /** Adds one that waits; empty where the same person's same files wait already. */
    @Transactional
    public Optional<Long> add(Wish wish, String digest, List<Place> replaced) {
        Optional<Long> id = jdbc.sql("""
                        insert into rapport.model_proposal (digest, comment, source, warnings, replaced, status, proposed_at, proposed_by)
                        values (:digest, :comment, :source, cast(:warnings as jsonb), cast(:replaced as jsonb), 'WAITING', :now, :by)
                        on conflict (proposed_by, digest) where status = 'WAITING' do nothing returning id""")
                .param("digest", digest)
                .param("comment", wish.comment())
                .param("source", wish.source())
                .param("warnings", JsonMapper.shared().writeValueAsString(wish.warnings()))
                .param("replaced", JsonMapper.shared().writeValueAsString(replaced))
                .param("now", Timestamp.from(time.now()))
                .param("by", wish.by())
                .query(Long.class)
                .optional();
        id.ifPresent(proposal -> ModelFile.contents(wish.files())
                .forEach((name, content) -> jdbc.sql(
                                "insert into rapport.model_proposal_file values (:proposal, :name, :content)")
                        .param("proposal", proposal)
                        .param("name", name)
                        .param("content", content)
                        .update()));
        return id;
    }

    /** The one that waits. */
    @Transactional(readOnly = true)
    public Optional<Long> waiting(String by, String digest) {
        return jdbc.sql(
                        "select id from rapport.model_proposal where proposed_by = :by and digest = :digest and status = 'WAITING'")
                .param("by", by)
                .param("digest", digest)
                .query(Long.class)
                .optional();
    }

    /** The newest that waits with the files of a rehearsal. */
    @Transactional(readOnly = true)
    public Optional<Long> rehearsedBy(Long rehearsal) {
        return jdbc.sql("""
                        select p.id from rapport.model_proposal p join rapport.rehearsal r on r.digest = p.digest
                        where r.id = :rehearsal and p.status = 'WAITING' order by p.id desc limit 1""").param("rehearsal", rehearsal).query(Long.class).optional();
    }

    @Transactional(readOnly = true)
    public Optional<Proposal> find(Long id) {
        return jdbc.sql(READ + "where p.id = :id")
                .param("id", id)
                .query(ProposalStore::read)
                .optional();
    }

    /** The same for whoever decides about it; empty while somebody else does. Joins the caller's transaction. */
    Optional<Proposal> lock(Long id) {
        return jdbc.sql(READ + "where p.id = :id for update of p skip locked")
                .param("id", id)
                .query(ProposalStore::read)
                .optional();
    }

    @Transactional(readOnly = true)
    public List<ModelFile> files(Long id) {
        return jdbc.sql("select name, content from rapport.model_proposal_file where proposal_id = :id order by name")
                .param("id", id)
                .query((row, n) -> new ModelFile(row.getString("name"), row.getBytes("content")))
                .list();
    }

    /**
     * The newest first.
     *
     * @param waiting those that wait, or else those that do not
     * @param before only those with a smaller id
     */
    @Transactional(readOnly = true)
    public List<Proposal> list(boolean waiting, long before, int most) {
        return jdbc.sql(READ
                        + "where p.status %s 'WAITING' and p.id < :before order by p.id desc limit :most"
                                .formatted(waiting ? "=" : "<>"))
                .param("before", before)
                .param("most", most)
                .query(ProposalStore::read)
                .list();
    }

    /** Keeps what somebody has decided. Joins the caller's transaction. */
    void decide(Long id, Status status, String by, @Nullable String reason, @Nullable String deploymentId) {
        jdbc.sql("""
                        update rapport.model_proposal set status = :status, decided_at = :now, decided_by = :by, reason = :reason,
                            deployment_id = :deployment
                        where id = :id""")
                .param("id", id)
                .param("status", status.name())
                .param("now", Timestamp.from(time.now()))
                .param("by", by)
                .param("reason", reason)
                .param("deployment", deploymentId)
                .update();
    }

    /** Whether somebody with a login may still work. */
    boolean isEnabled(String login) {
        return jdbc.sql("select exists (select from rapport.user_card where user_id = :login and enabled)")
                .param("login", login)
                .query(Boolean.class)
                .single();
    }

    private static Proposal read(ResultSet row, int n) throws SQLException {
        Timestamp decided = row.getTimestamp("decided_at");
        return ProposalBuilder.builder()
                .id(row.getLong("id"))
                .digest(row.getString("digest"))
                .comment(row.getString("comment"))
                .source(row.getString("source"))
                .warnings(
                        JsonMapper.shared().readValue(row.getString("warnings"), new TypeReference<List<Finding>>() {}))
                .replaced(JsonMapper.shared().readValue(row.getString("replaced"), new TypeReference<List<Place>>() {}))
                .names(List.of((String[]) row.getArray("names").getArray()))
                .status(Status.valueOf(row.getString("status")))
                .proposedAt(row.getTimestamp("proposed_at").toInstant())
                .proposedBy(row.getString("proposed_by"))
                .proposedByName(row.getString("proposed_by_name"))
                .decidedAt(decided == null ? null : decided.toInstant())
                .decidedBy(row.getString("decided_by"))
                .decidedByName(row.getString("decided_by_name"))
                .reason(row.getString("reason"))
                .deploymentId(row.getString("deployment_id"))
                .build();
    }
}
