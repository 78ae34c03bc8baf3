package dev.rapport;

import dev.rapport.support.ClockReset;
import dev.rapport.support.FailuresReset;
import dev.rapport.support.FreshDatabase;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;

/**
 * A test in the whole application on a real PostgreSQL, over real HTTP when it wants. All of them in a JVM share one context, so
 * do not add properties, mocks or profiles: each such combination starts another application (20 s). What a test
 * creates stays; use names of your own instead of counting all rows. Jobs do not run by themselves.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@ContextConfiguration(initializers = FreshDatabase.class)
@TestExecutionListeners(
        listeners = {ClockReset.class, FailuresReset.class},
        mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
public @interface IntegrationTest {}
