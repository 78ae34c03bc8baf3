package dev.rapport.user.process;

import dev.rapport.engine.ConsistencyCheck;
import dev.rapport.engine.UserChanges.Profile;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Texts;
import dev.rapport.user.FollowIdentities;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Logins without a user, as the engine's Admin made them under earlier versions of Rapport, and users whose login is gone.
 * Mended at every start, because nobody else can: who has a login only cannot log in.
 */
@Component
@Order(15)
class UserConsistency implements ConsistencyCheck, ApplicationRunner {

    static final String USER_MISSING = "user-missing";
    static final String LOGIN_MISSING = "login-missing";

    private static final Logger log = LoggerFactory.getLogger(UserConsistency.class);

    /** Two nodes that start at once mend one after the other. */
    private static final int LOCK = 0x05e2c;

    private static final String SUBJECT = "user";

    private final FollowIdentities followIdentities;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    UserConsistency(FollowIdentities followIdentities, JdbcClient jdbc, TransactionTemplate transaction) {
        this.followIdentities = followIdentities;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        find().forEach(finding -> {
            log.info("Mending at start-up: {}", finding);
            repair(finding);
        });
    }

    @Override
    public String process() {
        return SUBJECT;
    }

    @Override
    public List<Finding> find() {
        Stream<Finding> withoutUser = jdbc
                .sql("""
                        select l.id_ from act_id_user l
                        where l.id_ <> :technical and not exists (select from rapport.app_user u where u.user_id = l.id_)
                        order by l.id_""")
                .param("technical", GroupRights.TECHNICAL_USER)
                .query((row, n) -> new Finding(USER_MISSING, SUBJECT, row.getString(1), null))
                .list()
                .stream();
        Stream<Finding> withoutLogin = jdbc
                .sql("""
                        select u.user_id from rapport.app_user u
                        where u.enabled and not exists (select from act_id_user l where l.id_ = u.user_id)
                        order by u.user_id""")
                .query((row, n) -> new Finding(LOGIN_MISSING, SUBJECT, row.getString(1), null))
                .list()
                .stream();
        return Stream.concat(withoutUser, withoutLogin).toList();
    }

    /** A login that Rapport cannot keep as a user stays as it is, and is found again. */
    @Override
    public void repair(Finding finding) {
        try {
            transaction.executeWithoutResult(status -> {
                jdbc.sql("select pg_advisory_xact_lock(:lock)")
                        .param("lock", LOCK)
                        .query()
                        .listOfRows();
                if (find().contains(finding)) {
                    follow(finding.kind(), String.valueOf(finding.id()));
                }
            });
        } catch (BusinessRuleViolation refusal) {
            log.warn("The login {} cannot be a user: {}", finding.id(), refusal.errors());
        }
    }

    private void follow(String kind, String login) {
        if (kind.equals(LOGIN_MISSING)) {
            followIdentities.deleted(login);
            return;
        }
        Profile profile = jdbc.sql("select id_, first_, last_, email_ from act_id_user where id_ = :id")
                .param("id", login)
                .query((row, n) -> new Profile(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .single();
        String name = profile.lastName();
        followIdentities.created(
                login, profile.firstName(), name == null || Texts.isBlank(name) ? login : name, profile.email());
    }
}
