package dev.rapport.structure;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.platform.commons.annotation.Testable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/**
 * {@code mvn -o -q test -Dgroups=fast} answers within seconds and with all that can: what needs neither the application
 * nor a server nor a database nor all the house's classes is tagged so, and nothing else is.
 */
@AnalyzeClasses(packages = "dev.rapport", importOptions = OnlyIncludeTests.class)
class FastTestsTest {

    private static final Set<String> STARTERS = Set.of(
            SpringApplication.class.getName(),
            SpringApplicationBuilder.class.getName(),
            MockMvcBuilders.class.getName(),
            TomcatServletWebServerFactory.class.getName(),
            "dev.rapport.database.EmbeddedDatabase");

    private static final DescribedPredicate<JavaClass> TESTS =
            describe("tests", type -> type.getEnclosingClass().isEmpty() && holdsTests(type));

    private static final DescribedPredicate<JavaClass> FAST = describe(
            "tagged as fast",
            type -> type.tryGetAnnotationOfType(Tag.class)
                    .filter(tag -> tag.value().equals("fast"))
                    .isPresent());

    private static final DescribedPredicate<JavaClass> SLOW = describe(
            "starting the application, a server or a database, or reading all classes",
            type -> type.getPackageName().equals("dev.rapport.e2e")
                    || type.isMetaAnnotatedWith(SpringBootTest.class)
                    || type.getDirectDependenciesFromSelf().stream()
                            .anyMatch(dependency -> takesTime(dependency.getTargetClass())));

    @ArchTest
    static final ArchRule whatIsPlainIsFast =
            classes().that(TESTS).and(DescribedPredicate.not(SLOW)).should(ArchCondition.from(FAST));

    @ArchTest
    static final ArchRule whatIsFastIsPlain = noClasses().that(FAST).should(ArchCondition.from(SLOW));

    /** The profile {@code fast} compiles the tests whose text says so, see {@code slow.tests} in the POM. */
    @ArchTest
    static void whatIsFastSaysSoInItsText(JavaClasses classes) {
        assertThat(classes.that(FAST))
                .isNotEmpty()
                .allSatisfy(type -> assertThat(
                                Path.of("src/test/java", type.getName().replace('.', '/') + ".java"))
                        .content()
                        .contains("@Tag(\"fast\")"));
    }

    /** A class that has moved away would no longer be broken by {@code mvn -Pmutation}, and nobody would notice. */
    @ArchTest
    static void whatIsBrokenOnPurposeExists(JavaClasses classes) throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String targets = pom.substring(pom.indexOf("<targetClasses>"), pom.indexOf("</targetClasses>"));

        assertThat(Pattern.compile("<param>([\\w.]+)\\*?</param>")
                        .matcher(targets)
                        .results()
                        .map(found -> Path.of("src/main/java", found.group(1).replace('.', '/') + ".java")))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file).exists());
    }

    private static boolean holdsTests(JavaClass type) {
        return type.getAllMethods().stream().anyMatch(method -> method.isMetaAnnotatedWith(Testable.class));
    }

    private static boolean takesTime(JavaClass used) {
        return STARTERS.contains(used.getFullName())
                || used.getPackageName().startsWith("com.tngtech.archunit")
                || used.getPackageName().startsWith("org.springframework.modulith");
    }
}
