package dev.rapport.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The browser, started once for all end-to-end tests: the installed one, else the one that Playwright downloads, else the
 * one of the distribution. Best the one without windows, which opens pages at half the cost.
 */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of(
            "chromium-headless-shell",
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "chrome.exe",
            "msedge.exe");

    private static final List<Path> PLACES = List.of(
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
            Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"),
            Path.of("C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"));

    /** Why there is none; tried once, not again for every test. */
    private static final AtomicReference<IllegalStateException> IN_VAIN = new AtomicReference<>();

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        if (IN_VAIN.get() != null) {
            throw IN_VAIN.get();
        }
        // Playwright would otherwise download three browsers, whether they are needed or not
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            Optional<Path> installed = installed();
            browser = installed.isPresent() ? launch(installed.get()) : launchAfterInstalling();
        } catch (RuntimeException e) {
            playwright.close();
            IN_VAIN.set(e instanceof IllegalStateException told ? told : new IllegalStateException("""
                            The end-to-end tests need Chromium or Chrome, and the one that is there does not start. \
                            Install another one (Debian: apt-get install chromium), name it in CHROMIUM_PATH, or leave \
                            these tests out with -DskipITs.""", e));
            throw IN_VAIN.get();
        }
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }

    private Browser launchAfterInstalling() {
        boolean mayInstallPackages = InstallBrowser.mayInstallPackages();
        if (InstallBrowser.download()) {
            try {
                return launch(null);
            } catch (PlaywrightException e) {
                System.out.println("The downloaded browser does not start.");
                if (mayInstallPackages && InstallBrowser.installLibraries()) {
                    return launch(null);
                }
                throw e;
            }
        }
        if (mayInstallPackages && InstallBrowser.installPackage()) {
            Optional<Path> installed = installed();
            if (installed.isPresent()) {
                return launch(installed.get());
            }
        }
        throw new IllegalStateException("""
                The end-to-end tests need Chromium or Chrome. None is on the PATH, and none could be downloaded or \
                installed; why stands above. Install it (Debian: apt-get install chromium), name it in CHROMIUM_PATH, or \
                leave these tests out with -DskipITs.""");
    }

    /** Starts that browser, or the one that Playwright has downloaded when none is named. */
    private Browser launch(Path executable) {
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                .setArgs(List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync"));
        if (executable != null) {
            options.setExecutablePath(executable);
        }
        return playwright.chromium().launch(options);
    }

    private static Optional<Path> installed() {
        String configured = System.getenv("CHROMIUM_PATH");
        if (configured != null) {
            if (!Files.isExecutable(Path.of(configured))) {
                throw new IllegalStateException("CHROMIUM_PATH names " + configured + ", which cannot be run");
            }
            return Optional.of(Path.of(configured));
        }
        List<String> folders = List.of(System.getenv("PATH").split(File.pathSeparator));
        Stream<Path> onPath = NAMES.stream().flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)));
        return Stream.concat(onPath, PLACES.stream())
                .filter(Files::isExecutable)
                .findFirst();
    }
}
