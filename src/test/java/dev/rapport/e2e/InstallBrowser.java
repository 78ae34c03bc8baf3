package dev.rapport.e2e;

import com.microsoft.playwright.CLI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Gets a browser onto a machine that has none, and says on the console what it does to the machine. */
final class InstallBrowser {

    private static final Path APT = Path.of("/usr/bin/apt-get");

    private InstallBrowser() {}

    /** Downloads what Playwright is made for, below the user's home and once for all projects. */
    static boolean download() {
        return Commands.run(
                "No Chromium or Chrome is installed. Playwright downloads one for the end-to-end tests",
                playwright("install", "--only-shell", "chromium"));
    }

    /** Whether this is Debian or Ubuntu and we are root. */
    static boolean mayInstallPackages() {
        return Files.isExecutable(APT) && "root".equals(System.getProperty("user.name"));
    }

    /** Installs the libraries that the downloaded browser lacks. */
    static boolean installLibraries() {
        return Commands.run("apt-get installs the libraries that it needs", playwright("install-deps", "chromium"));
    }

    static boolean installPackage() {
        return Commands.run("apt-get looks for the package chromium", List.of(APT.toString(), "update", "-q"))
                && Commands.run(
                        "apt-get installs chromium for the end-to-end tests",
                        List.of(
                                APT.toString(),
                                "install",
                                "-q",
                                "-y",
                                "--no-install-recommends",
                                "chromium",
                                "fonts-dejavu-core"));
    }

    /** Its command line in a process of its own, because it ends the JVM. */
    private static List<String> playwright(String... arguments) {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CLI.class.getName());
        return Stream.concat(java.stream(), Stream.of(arguments)).toList();
    }
}
