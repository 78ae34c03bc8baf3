package dev.rapport.structure;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.rapport.engine.ModelStep;
import dev.rapport.shared.BusinessTime;
import jakarta.persistence.Entity;
import java.time.Clock;
import java.util.Date;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RequestMapping;

/** The house's rules that a compiler does not know. */
@AnalyzeClasses(packages = "dev.rapport", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> TIME_SOURCES = JavaClass.Predicates.assignableTo(
                    BusinessTime.class)
            .or(JavaClass.Predicates.simpleName("TimeConfiguration"));

    @ArchTest
    static final ArchRule engineStaysBehindPorts = noClasses()
            .that()
            .resideOutsideOfPackages("..process..", "dev.rapport.engine..", "dev.rapport.model..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..");

    @ArchTest
    static final ArchRule engineInternalsStayInEngine = noClasses()
            .that()
            .resideOutsideOfPackage("dev.rapport.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda.bpm.engine.impl..");

    @ArchTest
    static final ArchRule webFrameworkStaysInWeb = noClasses()
            .that()
            .resideOutsideOfPackages("..web..", "dev.rapport.engine..", "dev.rapport.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework.web.bind..", "org.springframework.web.servlet..", "org.springframework.ui..");

    @ArchTest
    static final ArchRule nowComesFromBusinessTime = noClasses()
            .that(DescribedPredicate.not(TIME_SOURCES))
            .should()
            .callMethodWhere(
                    target(nameMatching("now")).and(target(owner(JavaClass.Predicates.resideInAPackage("java.time")))))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callConstructorWhere(JavaConstructorCall.Predicates.target(
                            owner(JavaClass.Predicates.equivalentTo(Date.class)))
                    .and(DescribedPredicate.describe(
                            "without arguments",
                            call -> call.getTarget().getRawParameterTypes().isEmpty())));

    @ArchTest
    static final ArchRule entitiesGuardTheirState = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Entity.class)
            .and()
            .arePublic()
            .should()
            .haveNameMatching("set[A-Z].*");

    @ArchTest
    static final ArchRule controllersAreNobodysBusiness =
            classes().that().areMetaAnnotatedWith(Controller.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule controllersLiveInWeb = classes()
            .that()
            .areMetaAnnotatedWith(Controller.class)
            .should()
            .resideInAPackage("..web..")
            .orShould()
            .resideInAPackage("dev.rapport.model..");

    @ArchTest
    static final ArchRule controllersOpenNoTransaction = noMethods()
            .that()
            .areMetaAnnotatedWith(RequestMapping.class)
            .should()
            .beMetaAnnotatedWith(Transactional.class)
            .orShould()
            .beDeclaredInClassesThat(Signatures.TRANSACTIONAL)
            .because("a use case is a transaction; a controller is none");

    @ArchTest
    static final ArchRule delegatesArePackagePrivateInProcess = classes()
            .that()
            .areAssignableTo(ModelStep.class)
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .should()
            .bePackagePrivate()
            .andShould()
            .resideInAPackage("..process..")
            .allowEmptyShould(true);

    /** Neither as they are nor in a list, an optional, an answer or an array. */
    @ArchTest
    static final ArchRule formsAndBodiesAreNoEntities =
            methods().that().areMetaAnnotatedWith(RequestMapping.class).should(Signatures.NAME_NO_ENTITY);

    /** Nor in a record that a page or an answer is made of. */
    @ArchTest
    static final ArchRule recordsOfTheWebHoldNoEntities =
            fields().that().areDeclaredInClassesThat(recordsIn("..web..")).should(Signatures.NAME_NO_ENTITY);

    /** What the rules above see and what they let pass: a rule that nothing can break is none. */
    @ArchTest
    static void seeWhatTheyAreAbout(JavaClasses classes) {
        ClassFileImporter importer = new ClassFileImporter();
        for (JavaMethod method : importer.importClass(Signatures.Samples.class).getMethods()) {
            assertThat(Signatures.namesEntity(method))
                    .as(method.getName())
                    .isEqualTo(method.getName().startsWith("bad"));
        }
        assertThat(Signatures.TRANSACTIONAL)
                .accepts(importer.importClass(Signatures.Transacted.class))
                .accepts(importer.importClass(Signatures.Inherited.class))
                .rejects(importer.importClass(Signatures.Samples.class));
        assertThat(classes).anyMatch(type -> recordsIn("..web..").test(type));
    }

    private static DescribedPredicate<JavaClass> recordsIn(String packages) {
        return DescribedPredicate.describe(
                "records in " + packages,
                type -> type.isRecord()
                        && JavaClass.Predicates.resideInAPackage(packages).test(type));
    }

    /** Tests wait for a condition, never for a time. */
    @AnalyzeClasses(packages = "dev.rapport", importOptions = OnlyIncludeTests.class)
    static class OfTests {

        @ArchTest
        static final ArchRule doNotSleep = noClasses()
                .should()
                .callMethodWhere(target(nameMatching("sleep"))
                        .and(target(owner(JavaClass.Predicates.equivalentTo(Thread.class)))));

        @ArchTest
        static final ArchRule arePackagePrivate = methods()
                .that()
                .areAnnotatedWith(org.junit.jupiter.api.Test.class)
                .should()
                .bePackagePrivate();
    }
}
