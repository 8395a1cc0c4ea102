import { connectorContract } from "../../contracts/connector-contract.ts";
import { memoryErp } from "../../support/erp-memory.ts";

connectorContract("memory twin", async () => memoryErp());
