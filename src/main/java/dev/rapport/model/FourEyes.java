package dev.rapport.model;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Whether what process admins put in force waits until a second person approves it: {@code RAPPORT_MODELS_APPROVAL}. */
@Component
public class FourEyes {

    static final String SETTING = "rapport.models.approval";

    private final Environment environment;

    FourEyes(Environment environment) {
        this.environment = environment;
        // neither true nor false ends the start and not the first deployment
        areWanted();
    }

    public boolean areWanted() {
        return environment.getRequiredProperty(SETTING, Boolean.class);
    }
}
