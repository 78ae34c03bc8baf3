package dev.rapport.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Every version of every process and form that the engine has, with what {@link RecordDeployment} keeps about it. */
@Component
class DeployedModels {

    /**
     * One version.
     *
     * @param id of the engine's definition
     * @param resource name of the file
     * @param comment the deployment's name
     * @param deployedBy login; null for Rapport itself, and for what was deployed before anybody kept it
     * @param unchanged whether it said what the standard said when it was deployed
     */
    record Deployed(
            Standard.Kind kind,
            String key,
            @Nullable String name,
            int version,
            String id,
            String deploymentId,
            String resource,
            Instant deployedAt,
            @Nullable String source,
            @Nullable String comment,
            @Nullable String deployedBy,
            boolean unchanged,
            List<Finding> warnings) {

        boolean isRapports() {
            return ModelVersions.SOURCE.equals(source);
        }
    }

    private static final String VERSIONS = """
            select v.*, d.deploy_time_, d.source_, d.name_ as comment, r.deployed_by, r.warnings,
                coalesce(v.resource_name_ = any (r.unchanged), false) as unchanged
            from (
                select 'PROCESS' as kind, id_, key_, name_, version_, deployment_id_, resource_name_
                from act_re_procdef where tenant_id_ is null
                union all
                select 'FORM', id_, key_, null, version_, deployment_id_, resource_name_
                from act_re_camformdef where tenant_id_ is null) v
            join act_re_deployment d on d.id_ = v.deployment_id_
            left join rapport.model_deployment r on r.deployment_id = v.deployment_id_
            """;

    private final JdbcClient jdbc;
    private final RepositoryService repositoryService;

    /** Deployed files never change. */
    private final Cache<String, ModelMeaning> meanings =
            Caffeine.newBuilder().maximumSize(200).build();

    DeployedModels(JdbcClient jdbc, RepositoryService repositoryService) {
        this.jdbc = jdbc;
        this.repositoryService = repositoryService;
    }

    /** The version in force of everything, processes first. */
    List<Deployed> inForce() {
        return jdbc.sql("select distinct on (kind, key_) * from (" + VERSIONS
                        + ") deployed order by kind desc, key_, version_ desc")
                .query(DeployedModels::read)
                .list();
    }

    /** The version in force of one process or, if there is none of that key, form. */
    Optional<Deployed> inForce(String key) {
        return versions(key).stream().findFirst();
    }

    Optional<Deployed> inForce(Standard.Kind kind, String key) {
        return all(key).stream().filter(version -> version.kind() == kind).findFirst();
    }

    /** All versions of one process or, if there is none of that key, form; the newest first. */
    List<Deployed> versions(String key) {
        List<Deployed> found = all(key);
        return found.stream()
                .filter(version -> version.kind() == found.get(0).kind())
                .toList();
    }

    private List<Deployed> all(String key) {
        return jdbc.sql(VERSIONS + "where v.key_ = :key order by v.kind desc, v.version_ desc")
                .param("key", key)
                .query(DeployedModels::read)
                .list();
    }

    byte[] content(Deployed version) {
        return content(version.deploymentId(), version.resource());
    }

    byte[] content(String deploymentId, String resource) {
        try (InputStream content = repositoryService.getResourceAsStream(deploymentId, resource)) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ModelMeaning meaning(Deployed version) {
        return meanings.get(
                version.deploymentId() + " " + version.resource(),
                key -> ModelMeaning.of(version.resource(), content(version)));
    }

    /** How many instances run, by id of their definition. */
    Map<String, Long> running() {
        return counts("""
                select proc_def_id_ as id, count(*) as number from act_ru_execution
                where parent_id_ is null group by proc_def_id_""");
    }

    /** How many incidents are open, by id of the definition they happened in. */
    Map<String, Long> faults() {
        return counts("""
                select proc_def_id_ as id, count(*) as number from act_ru_incident
                where id_ = cause_incident_id_ and proc_def_id_ is not null group by proc_def_id_""");
    }

    private Map<String, Long> counts(String sql) {
        Map<String, Long> counts = new HashMap<>();
        jdbc.sql(sql).query(row -> {
            counts.put(row.getString("id"), row.getLong("number"));
        });
        return counts;
    }

    private static Deployed read(ResultSet row, int n) throws SQLException {
        String warnings = row.getString("warnings");
        return new Deployed(
                Standard.Kind.valueOf(row.getString("kind")),
                row.getString("key_"),
                row.getString("name_"),
                row.getInt("version_"),
                row.getString("id_"),
                row.getString("deployment_id_"),
                row.getString("resource_name_"),
                row.getTimestamp("deploy_time_").toInstant(),
                row.getString("source_"),
                row.getString("comment"),
                row.getString("deployed_by"),
                row.getBoolean("unchanged"),
                warnings == null ? List.of() : findings(warnings));
    }

    static List<Finding> findings(String json) {
        return JsonMapper.shared().readValue(json, new TypeReference<List<Finding>>() {});
    }
}
