package io.firebreak.directory;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.springframework.data.repository.Repository;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "io.firebreak.directory", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String WIRING = "..directory.wiring..";
    /** Where the build puts the bean definitions it makes of the parts, beside the application class. */
    private static final String APPLICATION = "io.firebreak.directory";

    @ArchTest
    static final ArchRule timeAndChanceAreInjected = noClasses()
            .that(not(resideInAPackage(WIRING)))
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .because("a test decides what time it is and what chance brings");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("io.firebreak.directory.(*)..")
            .should()
            .beFreeOfCycles()
            .because("each package must be understood without those that use it");

    @ArchTest
    static final ArchRule onlyTheAssignerIsShared = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.firebreak.cell..", "io.firebreak.router..", "io.firebreak.fleet..", "io.firebreak.chaos..")
            .because("processes share HTTP, not classes");

    @ArchTest
    static final ArchRule nothingDependsOnTheWiring = noClasses()
            .that(not(resideInAnyPackage(WIRING, APPLICATION)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(WIRING)
            .because("parts do not know how they are put together");

    @ArchTest
    static final ArchRule assignmentIsPure = noClasses()
            .that(resideInAPackage("..directory.assignment.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "java.sql..")
            .because("which cells a tenant gets must be reproducible with nothing but the cells");

    @ArchTest
    static final ArchRule storageStaysInside = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .or()
            .areAssignableTo(Repository.class)
            .or()
            .areAnnotatedWith(RestController.class)
            .should()
            .bePackagePrivate()
            .because("rows and endpoints are details of their package");

    @ArchTest
    static final ArchRule onlyTheEdgeRefuses = noClasses()
            .that()
            .resideInAnyPackage("..revision..", "..cells..", "..assignment..", "..tenants..", "..push..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..problem..")
            .because("below the edge an expected outcome is a value, not an HTTP problem");
}
