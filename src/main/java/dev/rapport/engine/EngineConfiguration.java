package dev.rapport.engine;

import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.ModelNames;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantCommandChecker;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** What the engine is told beyond {@code application.yml}. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    /** Two trials in front, each with all its time. */
    private static final Duration DEPLOYMENT_PATIENCE = Duration.ofSeconds(25);

    /** The injected initializer is not used: asking for it makes Flyway run before the engine creates its tables. */
    @Bean
    RapportEnginePlugin rapportEnginePlugin(
            ApplicationContext context,
            PasswordEncoder passwords,
            DataSource dataSource,
            FlywayMigrationInitializer migrations,
            BusinessTime time,
            ObjectProvider<DeploymentCheck> deploymentCheck,
            ObjectProvider<UserChanges> userChanges,
            ObjectProvider<TaskPeople> taskPeople,
            ObjectProvider<ReportListener> reports,
            ObjectProvider<FailedSteps> failedSteps,
            @Value("${rapport.time.offset}") Duration offset) {
        return new RapportEnginePlugin(
                context,
                passwords,
                dataSource,
                time,
                deploymentCheck,
                userChanges,
                taskPeople,
                reports,
                failedSteps,
                offset);
    }

    static final class RapportEnginePlugin extends AbstractProcessEnginePlugin {

        private final ApplicationContext context;
        private final PasswordEncoder passwords;
        private final DataSource dataSource;
        private final BusinessTime time;
        private final ObjectProvider<DeploymentCheck> deploymentCheck;
        private final ObjectProvider<UserChanges> userChanges;
        private final ObjectProvider<TaskPeople> taskPeople;
        private final ObjectProvider<ReportListener> reports;
        private final ObjectProvider<FailedSteps> failedSteps;
        private final Duration offset;

        RapportEnginePlugin(
                ApplicationContext context,
                PasswordEncoder passwords,
                DataSource dataSource,
                BusinessTime time,
                ObjectProvider<DeploymentCheck> deploymentCheck,
                ObjectProvider<UserChanges> userChanges,
                ObjectProvider<TaskPeople> taskPeople,
                ObjectProvider<ReportListener> reports,
                ObjectProvider<FailedSteps> failedSteps,
                Duration offset) {
            this.context = context;
            this.passwords = passwords;
            this.dataSource = dataSource;
            this.time = time;
            this.deploymentCheck = deploymentCheck;
            this.userChanges = userChanges;
            this.taskPeople = taskPeople;
            this.reports = reports;
            this.failedSteps = failedSteps;
            this.offset = offset;
        }

        @Override
        public void preInit(ProcessEngineConfigurationImpl configuration) {
            if (!offset.isZero()) {
                ClockUtil.offset(offset.toMillis());
            }
            StepBeans steps = new StepBeans(context);
            DeclaredVariables declared = new DeclaredVariables(context);
            ((SpringProcessEngineConfiguration) configuration).setBeans(steps);
            configuration.setExpressionManager(new GuardedExpressionManager(
                    steps, FilterExpressions.answers(time), new FactResolver(context), new LeftEmpty(declared)));
            configuration.setScriptEngineResolver(new NoScripts());
            configuration.setBpmnParseFactory(new KeptSchema(time.zone()));
            configuration.setCustomPreVariableSerializers(List.of(new TextSerializer(), new HandedInSerializer()));
            RowsOfInstances rows = new RowsOfInstances(
                    () -> context.getBeansOfType(Lifecycle.class).values());
            configuration.setCustomHistoryLevels(List.of(new SparingHistory(declared, rows)));
            configuration.setHistoryEventProducer(new SparingEvents(rows));
            // jobs that may run are a piece of an index then, see EngineIndexes
            configuration.setEnsureJobDueDateNotNull(true);
            configuration.setCustomSessionFactories(
                    List.of(new DeploymentLock(JdbcClient.create(dataSource), DEPLOYMENT_PATIENCE)));
            configuration.setFormService(new OutcomeForms(
                    context.getBeanProvider(ModelledOutcomes.class),
                    context.getBeanProvider(ReportPaths.class),
                    context.getBeanProvider(ModelNames.class)));
            configuration.setCommandCheckers(List.of(new TenantCommandChecker(), new TaskRights(taskPeople)));
            configuration.setResourceAuthorizationProvider(new TaskGrants(taskPeople));
            parseListeners(configuration).add(new ReportListener.OnUserTasks(reports));
            // the lock in the database orders deployments, on all nodes; a monitor beside it would shut out the trial
            configuration.setDeploymentSynchronized(false);
            configuration.setCustomPreBPMNParseListeners(
                    new ArrayList<>(List.of(new StepWatch(context.getBeanProvider(StepLog.class)::getObject))));
            configuration.setCustomPreCommandInterceptorsTxRequired(List.of(new FaultInterceptor(failedSteps)));
            configuration.setCustomPreCommandInterceptorsTxRequiresNew(List.of(new FaultInterceptor(failedSteps)));
            configuration.setFailedJobCommandFactory(new FailedJobs());
            configuration.setCustomPreDeployers(List.of(new GuardedDeployment(deploymentCheck)));
            configuration.setDeploymentHandlerFactory(engine -> new EffectiveDeployments(engine, dataSource));
            // dots and hyphens in logins; which ones Rapport takes it says itself
            configuration.setUserResourceWhitelistPattern("[\\w.-]+");
            configuration.setIdentityProviderSessionFactory(WatchedIdentities.with(userChanges));
            configuration.setPasswordEncryptor(new StrongPasswordEncryptor(passwords));
            configuration.setPasswordPolicy(new LongPasswords(userChanges));
            configuration.setEnablePasswordPolicy(true);
            // Rapport's login is throttled; the engine's own lock would shut people out for good after ten failures
            configuration.setLoginMaxAttempts(Integer.MAX_VALUE);
            configuration.setLoginDelayBase(0);
            configuration.setLoginDelayMaxTime(0);
            configuration.setDefaultUserPermissionForTask(org.camunda.bpm.engine.authorization.Permissions.TASK_WORK);
        }

        @Override
        public void postInit(ProcessEngineConfigurationImpl configuration) {
            configuration
                    .getDeploymentCache()
                    .setDeployers(configuration.getDeployers().stream()
                            .map(WholeDefinitions::insteadOf)
                            .toList());
        }

        /** Other plugins have listeners of their own. */
        private static List<BpmnParseListener> parseListeners(ProcessEngineConfigurationImpl configuration) {
            List<BpmnParseListener> listeners = configuration.getCustomPostBPMNParseListeners();
            if (listeners == null) {
                listeners = new ArrayList<>();
                configuration.setCustomPostBPMNParseListeners(listeners);
            }
            return listeners;
        }

        @Override
        public void postProcessEngineBuild(ProcessEngine engine) {
            try {
                new EngineIndexes(dataSource).make();
            } catch (SQLException e) {
                throw new ProcessEngineException("An index on the engine's tables cannot be created", e);
            }
            forgetParsedSql((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration());
        }

        /** With its fragments MyBatis keeps all files they stand in as trees, which nobody reads once all statements are made. */
        private static void forgetParsedSql(ProcessEngineConfigurationImpl configuration) {
            configuration
                    .getSqlSessionFactory()
                    .getConfiguration()
                    .getSqlFragments()
                    .clear();
        }
    }
}
