package io.firebreak.cell;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.data.repository.Repository;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "io.firebreak.cell", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** Where the build puts the bean definitions it makes of the parts, beside the application class. */
    private static final String APPLICATION = "io.firebreak.cell";

    @ArchTest
    static final ArchRule TIME_AND_CHANCE_ARE_INJECTED = noClasses()
            .that()
            .resideOutsideOfPackage("..wiring..")
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
            .callMethod(InstantSource.class, "system")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callConstructor(SecureRandom.class)
            .orShould()
            .callMethod(ThreadLocalRandom.class, "current")
            .because("a test has to be able to decide what time it is and what is drawn");

    @ArchTest
    static final ArchRule PACKAGES_DO_NOT_DEPEND_ON_EACH_OTHER_IN_A_RING = slices().matching("io.firebreak.cell.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a ring of features can only be understood and changed as a whole");

    @ArchTest
    static final ArchRule PLACEMENT_AND_CATALOGUE_ARE_PURE = noClasses()
            .that()
            .resideInAnyPackage("..placement..", "..catalogue..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "java.sql..", "org.slf4j..")
            .because("what decides is plain Java, so that it can be checked against an oracle millions of times");

    @ArchTest
    static final ArchRule A_CELL_KNOWS_NO_OTHER_PROGRAM = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.firebreak.directory..",
                    "io.firebreak.router..",
                    "io.firebreak.chaos..",
                    "io.firebreak.fleet.nitro..")
            .because("between processes there is only HTTP");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_WIRING = noClasses()
            .that()
            .resideOutsideOfPackages("..wiring..", APPLICATION)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..wiring..")
            .because("what puts the parts together is no part");

    @ArchTest
    static final ArchRule ROWS_STAY_IN_THEIR_FEATURE = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .or()
            .areAssignableTo(Repository.class)
            .or()
            .areAnnotatedWith(RestController.class)
            .should()
            .bePackagePrivate()
            .because("other features ask a feature, not its tables");
}
