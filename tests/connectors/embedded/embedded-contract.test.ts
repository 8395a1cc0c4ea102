import { connectorContract } from "../../contracts/connector-contract.ts";
import { embeddedErp } from "./embedded-erp.ts";

connectorContract("the small ERP in process", embeddedErp);
