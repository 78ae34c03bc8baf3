package dev.rapport.model;

import dev.rapport.model.ModelDrafts.Draft;
import dev.rapport.model.check.Finding;
import dev.rapport.shared.BusinessTime;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Keeps one draft for each process admin, and none for ever. */
@Repository
class DraftStore {

    private static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final BusinessTime time;

    DraftStore(JdbcClient jdbc, BusinessTime time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    @Transactional(readOnly = true)
    public Optional<Draft> find(String owner) {
        return jdbc.sql("select comment, uploaded_at, findings from rapport.model_draft where owner = :owner")
                .param("owner", owner)
                .query((row, n) -> new Draft(
                        owner,
                        row.getString("comment"),
                        row.getTimestamp("uploaded_at").toInstant(),
                        files(owner),
                        DeployedModels.findings(row.getString("findings"))))
                .optional();
    }

    /** Asked for when there is a draft. */
    private List<ModelFile> files(String owner) {
        return jdbc.sql("select name, content from rapport.model_draft_file where owner = :owner order by name")
                .param("owner", owner)
                .query((row, n) -> new ModelFile(row.getString("name"), row.getBytes("content")))
                .list();
    }

    /** Replaces what this person had, and throws away what others have forgotten. */
    @Transactional
    public void save(String owner, String comment, List<ModelFile> files, List<Finding> findings) {
        jdbc.sql("delete from rapport.model_draft where uploaded_at < :forgotten")
                .param("forgotten", Timestamp.from(time.now().minus(KEPT)))
                .update();
        jdbc.sql("""
                        insert into rapport.model_draft (owner, comment, uploaded_at, findings)
                        values (:owner, :comment, :now, cast(:findings as jsonb))
                        on conflict (owner) do update set comment = excluded.comment,
                            uploaded_at = excluded.uploaded_at, findings = excluded.findings""")
                .param("owner", owner)
                .param("comment", comment)
                .param("now", Timestamp.from(time.now()))
                .param("findings", JsonMapper.shared().writeValueAsString(findings))
                .update();
        jdbc.sql("delete from rapport.model_draft_file where owner = :owner")
                .param("owner", owner)
                .update();
        for (ModelFile file : files) {
            jdbc.sql("insert into rapport.model_draft_file (owner, name, content) values (:owner, :name, :content)")
                    .param("owner", owner)
                    .param("name", file.name())
                    .param("content", file.content())
                    .update();
        }
    }

    @Transactional
    public void delete(String owner) {
        jdbc.sql("delete from rapport.model_draft where owner = :owner")
                .param("owner", owner)
                .update();
    }
}
