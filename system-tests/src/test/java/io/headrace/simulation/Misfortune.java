package io.headrace.simulation;

/// Crashes and lost answers around commits, as often as the dice say.
public final class Misfortune implements Hazard {

    private final Dice dice;
    private int rarity;

    /// @param rarity a commit in so many goes wrong in one of three ways; 0: none
    public Misfortune(Dice dice, int rarity) {
        this.dice = dice;
        this.rarity = rarity;
    }

    /// Nothing goes wrong any more.
    public void calm() {
        rarity = 0;
    }

    public boolean isCalm() {
        return rarity == 0;
    }

    @Override
    public void before(String commit) {
        if (strikes()) {
            throw new Crash("before the commit");
        }
    }

    @Override
    public boolean losesAnswer(String commit) {
        if (strikes()) {
            throw new Crash("after the commit");
        }
        return strikes();
    }

    private boolean strikes() {
        return rarity > 0 && dice.onceIn(rarity * 3);
    }
}
