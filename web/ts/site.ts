// What every page loads. All of it is comfort: every page works without.
import "./manners";
import "./guard";
import "./toast";
import "./copy";
import "./share";
import "./files";
import "./wall";
