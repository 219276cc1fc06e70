"""Letters to reporting units and staff: who gets one, what it says, how it is delivered."""
