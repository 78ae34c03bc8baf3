package dev.rapport.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks passwords against the engine's identity tables. Not with the engine's own check: that answers at once for
 * unknown users, writes a row for every failure, and locks people out for good after ten of them.
 */
@Component
public class EnginePasswords {

    /** How long a password that was right is not hashed again; a script sends it with every request. */
    private static final Duration REMEMBERED = Duration.ofSeconds(60);

    private final ProcessEngineConfigurationImpl configuration;
    private final String nobodysHash;
    private final SecretKey key = randomKey();
    private final Cache<ByteBuffer, Boolean> verified =
            Caffeine.newBuilder().maximumSize(1000).expireAfterWrite(REMEMBERED).build();

    EnginePasswords(ProcessEngine engine) {
        this.configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        this.nobodysHash =
                configuration.getPasswordManager().encrypt(UUID.randomUUID().toString());
    }

    private record Stored(String hash, String salt) {}

    /**
     * Whether this check would need no hash, because the same password of the same user was right a moment ago and has
     * not been changed since.
     *
     * @param from the address that it comes from: a guesser elsewhere is spared nothing
     */
    public boolean verifiedLately(String userId, String password, String from) {
        Stored stored = stored(userId);
        return stored != null && verified.getIfPresent(fingerprint(userId, password, from, stored)) != null;
    }

    /** Whether the password is right. Takes as long for an unknown user as for a wrong password. */
    public boolean matches(String userId, String password, String from) {
        Stored stored = stored(userId);
        // outside the engine's command: no database connection is held while a password is hashed
        var hashes = configuration.getPasswordManager();
        if (stored == null) {
            hashes.check(password, nobodysHash);
            return false;
        }
        boolean right = hashes.check(EncryptionUtil.saltPassword(password, stored.salt()), stored.hash());
        if (right) {
            verified.put(fingerprint(userId, password, from, stored), true);
        }
        return right;
    }

    /** Saves a user with a password that Rapport's rule has been asked about; the engine would ask it once more. */
    public void save(User user) {
        ((IdentityServiceImpl) configuration.getIdentityService()).saveUser(user, true);
    }

    private @Nullable Stored stored(String userId) {
        return configuration.getCommandExecutorTxRequired().execute(context -> {
            UserEntity user = context.runWithoutAuthorization(
                    () -> (UserEntity) context.getReadOnlyIdentityProvider().findUserById(userId));
            return user == null || user.getPassword() == null ? null : new Stored(user.getPassword(), user.getSalt());
        });
    }

    /** Depends on the stored hash too, so a changed password makes it worthless on every node at once. */
    private ByteBuffer fingerprint(String userId, String password, String from, Stored stored) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            for (String part : new String[] {userId, password, from, stored.hash(), String.valueOf(stored.salt())}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                mac.update(bytes);
            }
            return ByteBuffer.wrap(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    private static SecretKey randomKey() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new SecretKeySpec(bytes, "HmacSHA256");
    }
}
