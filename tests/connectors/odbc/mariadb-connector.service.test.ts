import { connectorContract } from "../../contracts/connector-contract.ts";
import { sampleMariadb } from "../../support/erp-mariadb.ts";

connectorContract("MariaDB over ODBC", sampleMariadb);
