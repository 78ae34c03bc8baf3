package dev.rapport.model.moves;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rapport.engine.MoveInstances.Obstacle;
import dev.rapport.model.check.ReliedOn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether an item that is moved would miss something on its way: the engine does not ask, and the item would fail later, when
 * somebody closes it or a timer fires.
 */
@Component
class MissingValues {

    private record Place(String definition, Set<String> here) {}

    private final JdbcClient jdbc;

    /** Deployed models never change. */
    private final Cache<Place, Map<String, String>> relied =
            Caffeine.newBuilder().maximumSize(200).build();

    MissingValues(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What the version relies on and the item does not have.
     *
     * @param here ids of the elements at which it waits
     * @param process key of the model
     * @param definition the version, as the engine names it
     * @return with the step that would have provided it
     */
    Optional<Obstacle> of(String instance, Set<String> here, String process, String definition) {
        Map<String, String> wanted =
                relied.get(new Place(definition, here), place -> ReliedOn.of(model(definition), process, place.here()));
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        List<String> there = jdbc.sql(
                        "select name_ from act_ru_variable where execution_id_ = :instance and name_ in (:wanted)")
                .param("instance", instance)
                .param("wanted", wanted.keySet())
                .query(String.class)
                .list();
        return wanted.entrySet().stream()
                .filter(each -> !there.contains(each.getKey()))
                .findFirst()
                .map(missing -> new Obstacle(Obstacle.Kind.MISSING, "", missing.getValue()));
    }

    private byte[] model(String definition) {
        return jdbc.sql("""
                        select b.bytes_ from act_re_procdef d
                        join act_ge_bytearray b on b.deployment_id_ = d.deployment_id_ and b.name_ = d.resource_name_
                        where d.id_ = :definition""").param("definition", definition).query(byte[].class).single();
    }
}
