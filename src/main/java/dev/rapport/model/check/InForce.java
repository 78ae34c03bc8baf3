package dev.rapport.model.check;

import java.util.List;
import java.util.Optional;

/** What is deployed already and what Rapport knows otherwise: a model need not bring along what is there. */
interface InForce {

    boolean hasProcess(String key);

    /** The newest version of a form. */
    Optional<byte[]> form(String key);

    /** The newest version of a decision table. */
    Optional<byte[]> decision(String key);

    /** The newest version of a process. */
    Optional<byte[]> model(String processKey);

    boolean hasGroup(String id);

    boolean hasUser(String id);

    /** Whether there is a campaign that is not deleted. */
    boolean hasCampaign(String id);

    /** Names of colleagues who take on items and report to nobody, but for those to whom others report; at most so many. */
    List<String> withoutManager(int most);
}
