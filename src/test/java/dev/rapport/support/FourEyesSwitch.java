package dev.rapport.support;

import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.stereotype.Component;

/** {@code RAPPORT_MODELS_APPROVAL} for as long as a test wants it; another application would take half a minute. */
@Component
@Profile("test")
public class FourEyesSwitch {

    private static final String NAME = "four eyes";

    private final ConfigurableEnvironment environment;

    FourEyesSwitch(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    public void on() {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(NAME, Map.of("rapport.models.approval", "true")));
    }

    public void off() {
        environment.getPropertySources().remove(NAME);
    }
}
