package dev.rapport.support;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Notes every JDBC statement of the application, whoever sends it: Hibernate, JdbcClient or the engine. A batch counts
 * once per execution, as it is one round trip. The HTTP session's statements are left out, because its clean-up runs
 * whenever it likes, and so is what a connection is told once in its life.
 *
 * <pre>{@code
 * List<String> sql = statements.during(() -> findAddresses.find("müller", ANY, null));
 * assertThat(sql).hasSizeLessThanOrEqualTo(1);
 * }</pre>
 */
@Component
@Profile("test")
public class Statements implements BeanPostProcessor {

    private static final String SESSIONS = "spring_session";

    private final List<List<String>> recordings = new CopyOnWriteArrayList<>();

    /** The statements of all threads while the work runs, in order. */
    public List<String> during(ThrowingRunnable work) {
        return allDuring(work).stream().filter(sql -> !sql.contains(SESSIONS)).toList();
    }

    /** Those that read or write sessions, but for the clean-up. */
    public List<String> onSessionsDuring(ThrowingRunnable work) {
        return allDuring(work).stream()
                .filter(sql -> sql.contains(SESSIONS) && !sql.contains("EXPIRY_TIME <"))
                .toList();
    }

    private List<String> allDuring(ThrowingRunnable work) {
        List<String> recording = new CopyOnWriteArrayList<>();
        recordings.add(recording);
        try {
            work.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            recordings.removeIf(other -> other == recording);
        }
        return List.copyOf(recording);
    }

    /** Work that may throw. */
    @FunctionalInterface
    public interface ThrowingRunnable {
        void run() throws Exception;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof DataSource dataSource && !(bean instanceof RecordingDataSource)
                ? new RecordingDataSource(dataSource)
                : bean;
    }

    private void note(String sql) {
        if (!recordings.isEmpty() && !sql.startsWith("set statement_timeout")) {
            recordings.forEach(recording -> recording.add(sql));
        }
    }

    private final class RecordingDataSource extends DelegatingDataSource {

        RecordingDataSource(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return record(super.getConnection());
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return record(super.getConnection(username, password));
        }
    }

    private Connection record(Connection connection) {
        return proxy(Connection.class, connection, (method, arguments, call) -> {
            Object result = call.call();
            if (result instanceof PreparedStatement statement) {
                return record(PreparedStatement.class, statement, String.valueOf(arguments[0]));
            }
            return result instanceof Statement statement ? record(Statement.class, statement, "") : result;
        });
    }

    private <S extends Statement> S record(Class<S> type, S statement, String prepared) {
        return proxy(type, statement, (method, arguments, call) -> {
            if (method.startsWith("execute")) {
                note(arguments.length > 0 ? String.valueOf(arguments[0]) : prepared);
            }
            return call.call();
        });
    }

    @FunctionalInterface
    private interface Interception {
        Object handle(String method, Object[] arguments, Callable<Object> call) throws Exception;
    }

    private static <T> T proxy(Class<T> type, T target, Interception interception) {
        InvocationHandler handler = (self, method, arguments) -> {
            try {
                return interception.handle(
                        method.getName(),
                        arguments == null ? new Object[0] : arguments,
                        () -> method.invoke(target, arguments));
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
