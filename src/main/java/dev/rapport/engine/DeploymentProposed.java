package dev.rapport.engine;

/**
 * A deployment is not carried out now: it waits until a second person approves it. What was to be deployed is kept; nothing of it is
 * in the engine.
 */
public final class DeploymentProposed extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Long proposal;
    private final String address;

    /**
     * @param proposal its id
     * @param address where people see it
     * @param sentence for whoever reads no more than a message, as in the Modeler
     */
    public DeploymentProposed(Long proposal, String address, String sentence) {
        super(sentence);
        this.proposal = proposal;
        this.address = address;
    }

    public Long proposal() {
        return proposal;
    }

    public String address() {
        return address;
    }
}
