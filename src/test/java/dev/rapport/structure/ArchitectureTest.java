package dev.rapport.structure;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
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
            .beAnnotatedWith(Transactional.class)
            .because("a use case is a transaction; a controller is none");

    @ArchTest
    static final ArchRule delegatesArePackagePrivateInProcess = classes()
            .that()
            .areAssignableTo(ModelStep.class)
            .and()
            .doNotBelongToAnyOf(ModelStep.class)
            .should()
            .bePackagePrivate()
            .andShould()
            .resideInAPackage("..process..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule formsAndBodiesAreNoEntities = noMethods()
            .that()
            .areMetaAnnotatedWith(RequestMapping.class)
            .should()
            .haveRawReturnType(
                    DescribedPredicate.describe("an entity", (JavaClass type) -> type.isAnnotatedWith(Entity.class)));

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
