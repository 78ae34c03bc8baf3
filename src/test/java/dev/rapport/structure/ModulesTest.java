package dev.rapport.structure;

import dev.rapport.RapportApplication;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** The modules depend on each other as their package-info files declare, and never in a circle. */
class ModulesTest {

    private final ApplicationModules modules = ApplicationModules.of(RapportApplication.class);

    @Test
    void dependOnEachOtherOnlyAsDeclared() {
        modules.verify();
    }

    /** Written to target/spring-modulith-docs for whoever wants to see them. */
    @Test
    void canBeDrawn() {
        new Documenter(modules).writeModulesAsPlantUml().writeModuleCanvases();
    }
}
