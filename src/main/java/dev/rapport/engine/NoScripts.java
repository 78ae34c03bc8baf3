package dev.rapport.engine;

import javax.script.ScriptEngine;
import org.camunda.bpm.engine.impl.scripting.engine.CamundaScriptEngineManager;
import org.camunda.bpm.engine.impl.scripting.engine.DefaultScriptEngineResolver;
import org.jspecify.annotations.Nullable;

/** No language has a script engine here, not even JUEL, which the engine brings along as one. */
final class NoScripts extends DefaultScriptEngineResolver {

    NoScripts() {
        super(new CamundaScriptEngineManager());
    }

    @Override
    public @Nullable ScriptEngine getScriptEngine(String language, boolean resolveFromCache) {
        return null;
    }
}
