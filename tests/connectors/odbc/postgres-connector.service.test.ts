import { connectorContract } from "../../contracts/connector-contract.ts";
import { samplePostgres } from "../../support/erp-postgres.ts";

connectorContract("PostgreSQL over ODBC", samplePostgres);
