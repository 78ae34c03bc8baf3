package dev.rapport.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rapport.model.check.Finding;
import io.soabase.recordbuilder.core.RecordBuilder;
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
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Every version of every process, form and decision table that the engine has, with what {@link RecordDeployment} keeps about it. */
@Component
class DeployedModels {

    /**
     * One version.
     *
     * @param id of the engine's definition
     * @param resource name of the file
     * @param comment the deployment's name
     * @param deployedBy login; null for Rapport itself, and for what was deployed before anybody kept it
     * @param approvedBy login of the second person; null where none was needed
     * @param unchanged whether it said what the standard said when it was deployed
     */
    @RecordBuilder
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
            @Nullable String approvedBy,
            boolean unchanged,
            List<Finding> warnings) {

        boolean isRapports() {
            return ModelVersions.SOURCE.equals(source);
        }
    }

    /** How many there are in one version of a process. */
    record Count(String key, int version, long number) {}

    private record Said(ModelMeaning meaning, String digest) {}

    private static final String VERSIONS = """
            select v.*, d.deploy_time_, d.source_, d.name_ as comment, r.deployed_by, r.approved_by, r.warnings,
                coalesce(v.resource_name_ = any (r.unchanged), false) as unchanged
            from (
                select 'PROCESS' as kind, id_, key_, name_, version_, deployment_id_, resource_name_
                from act_re_procdef where tenant_id_ is null
                union all
                select 'FORM', id_, key_, null, version_, deployment_id_, resource_name_
                from act_re_camformdef where tenant_id_ is null
                union all
                select 'DECISION', id_, key_, name_, version_, deployment_id_, resource_name_
                from act_re_decision_def where tenant_id_ is null) v
            join act_re_deployment d on d.id_ = v.deployment_id_
            left join rapport.model_deployment r on r.deployment_id = v.deployment_id_
            """;

    private final JdbcClient jdbc;
    private final RepositoryService repositoryService;

    private final ManagementService managementService;

    /** Deployed files never change. */
    private final Cache<String, Said> said =
            Caffeine.newBuilder().maximumSize(200).build();

    DeployedModels(JdbcClient jdbc, RepositoryService repositoryService, ManagementService managementService) {
        this.jdbc = jdbc;
        this.repositoryService = repositoryService;
        this.managementService = managementService;
    }

    /** The version in force of everything: processes, then forms, then decision tables. */
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

    /** What one deployment made. */
    List<Deployed> of(String deploymentId) {
        return jdbc.sql(VERSIONS + "where v.deployment_id_ = :id order by v.kind desc, v.key_")
                .param("id", deploymentId)
                .query(DeployedModels::read)
                .list();
    }

    /** The newest standard that was ever deployed under a file's name. */
    Optional<Deployed> newestStandard(String file) {
        return jdbc.sql(VERSIONS + """
                        where d.source_ = :source and v.resource_name_ = :file
                        order by d.deploy_time_ desc, v.version_ desc limit 1""")
                .param("source", ModelVersions.SOURCE)
                .param("file", file)
                .query(DeployedModels::read)
                .optional();
    }

    ModelFile file(Deployed version) {
        try (InputStream content = repositoryService.getResourceAsStream(version.deploymentId(), version.resource())) {
            return new ModelFile(version.resource(), content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ModelMeaning meaning(Deployed version) {
        return said(version).meaning();
    }

    String digest(Deployed version) {
        return said(version).digest();
    }

    private Said said(Deployed version) {
        return said.get(version.deploymentId() + " " + version.resource(), key -> {
            ModelFile file = file(version);
            return new Said(file.meaning(), file.digest());
        });
    }

    /** How many instances of one version are at which element. */
    Map<String, Long> waiting(Deployed version) {
        Map<String, Long> waiting = new HashMap<>();
        managementService
                .createActivityStatisticsQuery(version.id())
                .list()
                .forEach(here -> waiting.put(here.getId(), (long) here.getInstances()));
        return waiting;
    }

    /** How many instances run, by version. */
    List<Count> running() {
        return jdbc.sql("""
                        select d.key_, d.version_, count(*) as number
                        from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_
                        where e.parent_id_ is null group by d.key_, d.version_""").query(DeployedModels::count).list();
    }

    private static Count count(ResultSet row, int n) throws SQLException {
        return new Count(row.getString("key_"), row.getInt("version_"), row.getLong("number"));
    }

    private static Deployed read(ResultSet row, int n) throws SQLException {
        String warnings = row.getString("warnings");
        return DeployedModelsDeployedBuilder.builder()
                .kind(Standard.Kind.valueOf(row.getString("kind")))
                .key(row.getString("key_"))
                .name(row.getString("name_"))
                .version(row.getInt("version_"))
                .id(row.getString("id_"))
                .deploymentId(row.getString("deployment_id_"))
                .resource(row.getString("resource_name_"))
                .deployedAt(row.getTimestamp("deploy_time_").toInstant())
                .source(row.getString("source_"))
                .comment(row.getString("comment"))
                .deployedBy(row.getString("deployed_by"))
                .approvedBy(row.getString("approved_by"))
                .unchanged(row.getBoolean("unchanged"))
                .warnings(warnings == null ? List.of() : findings(warnings))
                .build();
    }

    static List<Finding> findings(String json) {
        return JsonMapper.shared().readValue(json, new TypeReference<List<Finding>>() {});
    }
}
