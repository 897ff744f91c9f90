package io.firebreak.chaos;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.firebreak.chaos.load.NanoClock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

@AnalyzeClasses(packages = "io.firebreak.chaos", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule timeAndChanceAreInjected = noClasses()
            .that(not(belongToAnyOf(NanoClock.class)))
            .and()
            .doNotHaveFullyQualifiedName("io.firebreak.chaos.region.Supervision")
            .and()
            .resideOutsideOfPackage("..jmh_generated..")
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
            .callMethod(Thread.class, "sleep", Duration.class)
            .because("a game day of one seed is the same again, and a test decides what time it is");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("io.firebreak.chaos.(*)..")
            .should()
            .beFreeOfCycles()
            .because("each package must be understood without those that use it");

    @ArchTest
    static final ArchRule processesAreReachedFromOutside = noClasses()
            .that()
            .resideOutsideOfPackage("..chaos.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.firebreak.cell..", "io.firebreak.directory..", "io.firebreak.router..")
            .because("what breaks and measures a region must not share code with it");

    @ArchTest
    static final ArchRule benchmarksKnowLibrariesOnly = noClasses()
            .that()
            .resideInAPackage("..chaos.bench..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.firebreak.cell..")
                    .and(not(resideInAnyPackage("io.firebreak.cell.placement..", "io.firebreak.cell.catalogue.."))))
            .because("they measure the plain library of a cell, which needs no process");

    @ArchTest
    static final ArchRule measuresRestOnEvidenceAlone = noClasses()
            .that()
            .resideInAPackage("..chaos.measure..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.sql..", "java.nio.file..", "..chaos.load..", "..chaos.fault..")
            .because("the same evidence gives the same figures, whenever and wherever");

    @ArchTest
    static final ArchRule reportsOnlyDraw = noClasses()
            .that()
            .resideInAPackage("..chaos.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..chaos.load..", "..chaos.fault..", "..chaos.audit..", "..chaos.region..")
            .because("a report can be drawn again from report.json");

    @ArchTest
    static final ArchRule loadKnowsThePublicApiOnly = noClasses()
            .that()
            .resideInAPackage("..chaos.load..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..chaos.region..", "..chaos.fault..", "java.sql..")
            .because("tenants have nothing else");
}
