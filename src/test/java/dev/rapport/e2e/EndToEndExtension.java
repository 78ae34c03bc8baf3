package dev.rapport.e2e;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts what the end-to-end tests share when the first one asks for it, and ends it after the last. */
final class EndToEndExtension implements ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(EndToEndExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RapportProcess.class
                || type == TwoNodes.class
                || type == Browsers.class
                || type == GreenMail.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == RapportProcess.class) {
            return rapport(context);
        }
        if (type == TwoNodes.class) {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent(TwoNodes.class, key -> new TwoNodes(), TwoNodes.class);
        }
        if (type == GreenMail.class) {
            return mail(context).server();
        }
        return context.getStore(NAMESPACE)
                .computeIfAbsent(
                        Browsers.class, key -> new Browsers(chromium(context), rapport(context)), Browsers.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Browsers browsers = context.getStore(NAMESPACE).get(Browsers.class, Browsers.class);
        if (browsers != null) {
            browsers.closeAll(context.getExecutionException().isPresent());
        }
    }

    private static RapportProcess rapport(ExtensionContext context) {
        Map<String, String> mailServer = mail(context).environment();
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        RapportProcess.class, key -> RapportProcess.start("shared", mailServer), RapportProcess.class);
    }

    private static Mail mail(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Mail.class, key -> new Mail(), Mail.class);
    }

    /** One for each thread: Playwright answers only to the thread that began. */
    private static Chromium chromium(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Thread.currentThread(), key -> new Chromium(), Chromium.class);
    }

    /** A real SMTP server on a port of its own. */
    private record Mail(GreenMail server) implements AutoCloseable {

        Mail() {
            this(new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP)));
            server.start();
        }

        Map<String, String> environment() {
            return Map.of(
                    "SPRING_MAIL_HOST",
                    "127.0.0.1",
                    "SPRING_MAIL_PORT",
                    String.valueOf(server.getSmtp().getPort()));
        }

        @Override
        public void close() {
            server.stop();
        }
    }
}
